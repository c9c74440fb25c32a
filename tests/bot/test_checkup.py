"""`minga check`: what is missing, said in plain words."""

from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo, reset_tzpath

import pytest
from pydantic import SecretStr

from bot.checkup import Finding, check_up
from bot.settings import Settings
from bot.zone_data import outdated
from tests.conversation import TOKEN, open_stage
from tests.model_server import Behaviour, ModelServer, model_server, reply

NOW = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)


def found(findings: list[Finding], what: str) -> Finding:
    (one,) = [finding for finding in findings if finding.what == what]
    return one


async def test_without_a_token_it_says_where_one_comes_from(sqlite_url: str) -> None:
    settings = Settings(_env_file=None, database_url=sqlite_url, api_url="http://127.0.0.1:9")

    findings = await check_up(settings)

    assert not found(findings, "token").is_well
    assert "@BotFather" in found(findings, "token").says
    assert found(findings, "database").says == "up to date"


async def test_where_telegram_cannot_be_reached_the_token_is_not_blamed(sqlite_url: str) -> None:
    settings = Settings(
        _env_file=None,
        token=SecretStr(TOKEN),
        database_url=sqlite_url,
        api_url="http://127.0.0.1:9",
    )

    findings = await check_up(settings)

    assert "cannot be reached" in found(findings, "telegram").says
    assert not [finding for finding in findings if TOKEN in finding.says]


async def test_a_group_where_the_bot_is_no_admin_is_named(sqlite_url: str, tmp_path: Path) -> None:
    async with open_stage(tmp_path, database_url=sqlite_url, over_http=True) as stage:
        ana = stage.person("Ana Soto")
        await stage.community("Red Ñuble", guides=[ana])
        lacking = await stage.community("Red Biobío", guides=[ana])
        stage.driver.bot(lacking.id, "member", by=ana.id)
        await stage.rests()

        findings = await check_up(stage.minga.settings)

    assert found(findings, "token").says == "it is @minga_demo_bot"
    assert "no hashtags" in found(findings, "privacy mode").says
    assert found(findings, "admin rights").says.startswith("no admin in Red Biobío:")


async def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/nowhere/minga.db"

    findings = await check_up(
        Settings(_env_file=None, database_url=url, api_url="http://127.0.0.1:9")
    )

    assert "make it" in found(findings, "disk").says


def test_a_machine_with_old_zone_data_is_told_which_clocks_would_be_wrong(tmp_path: Path) -> None:
    old = tmp_path / "America" / "Asuncion"
    old.parent.mkdir()
    santiago = files("tzdata").joinpath("zoneinfo", "America", "Santiago")
    old.write_bytes(santiago.read_bytes())  # it has summer time, as Paraguay had until 2024
    try:
        reset_tzpath(to=[str(tmp_path)])
        ZoneInfo.clear_cache()
        assert outdated(NOW) == ["America/Asuncion"]
        reset_tzpath(to=[])
        ZoneInfo.clear_cache()
        assert outdated(NOW) == []
    finally:
        reset_tzpath()
        ZoneInfo.clear_cache()


def offering(sqlite_url: str, model: ModelServer) -> Settings:
    return Settings(
        _env_file=None,
        database_url=sqlite_url,
        api_url="http://127.0.0.1:9",
        llm_url=model.url,
        llm_model="pequeño-8b",
        llm_key=SecretStr("sk-una-clave"),
        llm_provider="Casa",
        llm_country="Chile",
        llm_retention="nada",
    )


@pytest.mark.parametrize(
    ("behave", "is_well", "says"),
    [
        (
            reply(b'{"data": [{"id": "pequeno"}, {"id": "peque\\u00f1o-8b"}]}'),
            True,
            "of Casa (Chile) answers",
        ),
        (reply(b'{"data": [{"id": "otro"}]}'), False, "MINGA_LLM_MODEL"),
        (reply(b"<html>"), True, "does not say"),
        (reply(b"", status="401 no"), False, "MINGA_LLM_KEY"),
        (reply(b"", status="404 no"), False, "with /v1?"),
        (reply(b"", status="503 no"), False, "cannot be reached (http 503)"),
    ],
)
async def test_a_model_is_looked_at_without_being_sent_anything(
    sqlite_url: str, behave: Behaviour, is_well: bool, says: str
) -> None:
    async with model_server() as model:
        model.behave = behave
        findings = await check_up(offering(sqlite_url, model))

    one = found(findings, "model")
    assert (one.is_well, says in one.says) == (is_well, True), one
    assert [(asked["method"], asked["body"]) for asked in model.asked] == [("GET", {})]
    assert not [finding for finding in findings if "sk-una-clave" in finding.says]


async def test_where_no_model_is_set_there_is_none_to_look_at(sqlite_url: str) -> None:
    settings = Settings(_env_file=None, database_url=sqlite_url, api_url="http://127.0.0.1:9")

    assert not [one for one in await check_up(settings) if one.what == "model"]
