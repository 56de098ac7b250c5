// Files dropped or chosen are sent one by one; what becomes of them is told by the server as it happens.
"use strict";
(() => {
  const form = document.getElementById("add");
  const list = document.getElementById("uploads");
  const sending = document.getElementById("sending");
  const token = form.elements.csrf_token.value;
  let events = null;

  const watch = () => {
    if (events) events.close();
    events = new EventSource("/upload/progress");
    events.addEventListener("uploads", (event) => { list.innerHTML = event.data; });
    events.addEventListener("end", () => { events.close(); events = null; });
  };

  const line = (file) => {
    const told = document.createElement("p");
    told.textContent = `${file.name}: ${form.dataset.sending}`;
    sending.append(told);
    return told;
  };

  const fail = (told, file, why) => {
    told.className = "bad";
    told.textContent = `${file.name}: ${why}`;
  };

  const send = (file) => new Promise((done) => {
    const told = line(file);
    if (file.size > Number(form.dataset.most)) {
      fail(told, file, form.dataset.large);
      done();
      return;
    }
    const whole = new FormData();
    whole.append("csrf_token", token);
    whole.append("file", file);
    const request = new XMLHttpRequest();
    request.open("POST", "/upload");
    request.setRequestHeader("X-CSRF-Token", token);
    request.upload.addEventListener("progress", (event) => {
      const part = Math.floor((100 * event.loaded) / event.total);
      told.textContent = `${file.name}: ${form.dataset.sending}, ${part} %`;
    });
    request.addEventListener("load", () => {
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      const alert = page.querySelector("[role=alert]");
      if (request.status < 400 && !alert) told.remove();
      else fail(told, file, alert ? alert.textContent : form.dataset.lost);
      done();
    });
    request.addEventListener("error", () => { fail(told, file, form.dataset.lost); done(); });
    request.send(whole);
  });

  const sendAll = async (files) => {
    for (const file of files) {
      await send(file);
      watch();
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const files = [...form.elements.file.files];
    form.elements.file.value = "";
    sending.textContent = "";
    sendAll(files);
  });
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    sending.textContent = "";
    sendAll([...event.dataTransfer.files]);
  });
  if (list.dataset.open === "yes") watch();
})();
