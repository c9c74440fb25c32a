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
