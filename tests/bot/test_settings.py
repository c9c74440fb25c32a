"""What an operator may say, and what is refused in words."""

from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from bot.settings import Settings, host_and_port
from tests.conversation import TOKEN

SECRET = "s" * 32


def made(**said: Any) -> Settings:
    return Settings(_env_file=None, **said)


def test_a_webhook_without_a_long_secret_is_refused() -> None:
    for secret in (None, "", "s" * 31):
        with pytest.raises(ValidationError, match="MINGA_WEBHOOK_SECRET of 32"):
            made(webhook_url="https://bot.example", webhook_secret=secret)

    assert made(webhook_url="https://bot.example", webhook_secret=SECRET).webhook_url


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGA_ALLOWED_CHATS", "-100, -200 -300")
    monkeypatch.setenv("MINGA_OPERATORS", "7,8")
    monkeypatch.setenv("MINGA_SEND_RATE", "5")
    monkeypatch.setenv("MINGA_LANGUAGE", "pt")
    monkeypatch.setenv("MINGA_WEBHOOK_URL", "")

    found = made()

    assert found.allowed_chats == {-100, -200, -300}
    assert found.operators == {7, 8}
    assert (found.send_rate, found.language, found.webhook_url) == (5.0, "pt_BR", None)


@pytest.mark.parametrize("wrong", [{"send_rate": 0}, {"send_rate": -1}, {"language": "quz"}])
def test_what_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        made(**wrong)


def test_nothing_can_be_changed_afterwards() -> None:
    with pytest.raises(ValidationError):
        made().send_rate = 3.0


def test_settings_do_not_show_what_is_secret() -> None:
    found = made(token=SecretStr(TOKEN), webhook_secret=SECRET)

    for shown in (repr(found), str(found), str(found.model_dump())):
        assert TOKEN.partition(":")[2] not in shown
        assert SECRET not in shown


def test_an_address_is_a_host_and_a_port() -> None:
    assert host_and_port("0.0.0.0:8080") == ("0.0.0.0", 8080)
    assert host_and_port(":8080") == ("127.0.0.1", 8080)


OFFERED: dict[str, Any] = {
    "llm_url": "https://modelo.example/v1",
    "llm_model": "pequeño-8b",
    "llm_provider": "Universidad",
    "llm_country": "Chile",
    "llm_retention": "nada",
}


def test_a_model_is_offered_with_all_that_people_are_told_of_it() -> None:
    assert made().model_terms is None
    terms = made(**OFFERED).model_terms
    assert terms is not None
    assert (terms.model, terms.provider, terms.country) == ("pequeño-8b", "Universidad", "Chile")


@pytest.mark.parametrize("name", ["llm_model", "llm_provider", "llm_country", "llm_retention"])
@pytest.mark.parametrize("said", ["", "   ", "x" * 41, "dos\nlíneas"])
def test_a_model_of_which_people_could_not_be_told_is_refused(name: str, said: str) -> None:
    with pytest.raises(ValidationError, match=f"MINGA_{name.upper()}"):
        made(**OFFERED | {name: said})


@pytest.mark.parametrize(
    "url",
    [
        "http://modelo.example/v1",
        "http://8.8.8.8/v1",
        "ftp://modelo.example/v1",
        "modelo.example/v1",
        "https://",
        "https://yo:clave@modelo.example/v1",
        "https://modelo.example/v1?key=clave",
        "file:///etc/passwd",
    ],
)
def test_what_people_said_does_not_go_over_the_open_network_nor_a_key_into_an_address(
    url: str,
) -> None:
    with pytest.raises(ValidationError, match="MINGA_LLM_URL"):
        made(**OFFERED | {"llm_url": url})


@pytest.mark.parametrize(
    "url",
    [
        "https://modelo.example/v1",
        "http://127.0.0.1:11434/v1",
        "http://[::1]:8080/v1",
        "http://192.168.1.7:8080/v1",
        "http://ollama:11434/v1",
        "http://localhost:8080/v1",
    ],
)
def test_a_model_of_ones_own_needs_no_certificate(url: str) -> None:
    assert made(**OFFERED | {"llm_url": url}).llm_url == url


@pytest.mark.parametrize("seconds", [0, 0.5, 301, -1])
def test_a_model_is_waited_for_within_reason(seconds: float) -> None:
    with pytest.raises(ValidationError, match="seconds"):
        made(**OFFERED, llm_seconds=seconds)


def test_the_key_of_a_model_is_shown_nowhere_and_long_enough_to_be_taken_out_of_logs() -> None:
    found = made(**OFFERED, llm_key="sk-una-clave", token=SecretStr(TOKEN))

    for shown in (repr(found), str(found), str(found.model_dump())):
        assert "sk-una-clave" not in shown
    assert found.secret_words == (TOKEN, "sk-una-clave")
    with pytest.raises(ValidationError):
        made(**OFFERED, llm_key="corta")
