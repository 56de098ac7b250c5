"""Which language a text is in."""

from __future__ import annotations

import pytest

from habeas.structure.language import language

TEXTS = {
    "en": "In May police officers arrested two men in the capital. They were held for nine days without being "
    "brought before a judge, according to their lawyers, and one of them was beaten.",
    "fr": "En mai, des agents de police ont arrêté deux hommes dans la capitale. Ils ont été détenus pendant "
    "neuf jours sans être présentés à un juge, selon leurs avocats, et l'un d'eux a été battu.",
    "es": "En mayo, agentes de policía detuvieron a dos hombres en la capital. Permanecieron recluidos durante "
    "nueve días sin comparecer ante un juez, según sus abogados, y uno de ellos fue golpeado.",
    "de": "Im Mai nahmen Polizeibeamte zwei Männer in der Hauptstadt fest. Sie wurden neun Tage lang "
    "festgehalten, ohne einem Richter vorgeführt zu werden, und einer von ihnen wurde geschlagen.",
    "pt": "Em maio, agentes da polícia prenderam dois homens na capital. Eles ficaram detidos durante nove "
    "dias sem serem apresentados a um juiz, segundo os seus advogados, e um deles foi espancado.",
    "ru": "В мае сотрудники полиции задержали двух мужчин в столице. Их держали под стражей девять дней, не "
    "доставив к судье, по словам адвокатов, а одного из них избили.",
    "ar": "في مايو اعتقلت الشرطة رجلين في العاصمة واحتجزتهما تسعة أيام دون عرضهما على قاض بحسب محاميهما "
    "وتعرض أحدهما للضرب في مركز الشرطة بعد ذلك",
}


@pytest.mark.parametrize("code", TEXTS)
def test_prose_is_told_by_its_language(code: str) -> None:
    assert language(TEXTS[code] * 3) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("Kaldria", None, id="too little to tell"),
        pytest.param("kukia loro mbembe tanda woria shiku amanda kelo " * 10, "und", id="an unknown one"),
        pytest.param("xq zzk wvq jjq kqx zvx " * 20, "und", id="no language"),
        pytest.param(
            "在五月警察逮捕了两名男子他们被关押九天没有见到法官其中一人被殴打" * 9, "und", id="no blanks"
        ),
    ],
)
def test_what_is_no_prose(text: str, code: str | None) -> None:
    assert language(text) == code
