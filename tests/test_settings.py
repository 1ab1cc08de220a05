"""Settings: documented, checked, and silent about secrets."""

from pathlib import Path

import pytest

from workers.commands.settings import reference
from workers.errors import BadSettings
from workers.metrics import Metrics
from workers.settings import Settings, load_settings

ROOT = Path(__file__).resolve().parent.parent


def test_every_setting_has_a_description_and_stands_in_the_reference() -> None:
    text = (ROOT / "deploy" / "REFERENCE.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert f"`RASID_{name.upper()}`" in text


def test_the_reference_is_what_the_code_says_today() -> None:
    text = (ROOT / "deploy" / "REFERENCE.md").read_text(encoding="utf-8")
    assert text == reference(), "run: rasid settings --reference > deploy/REFERENCE.md"


def test_every_metric_has_a_help_text() -> None:
    for family in Metrics("0", process=False).registry.collect():
        assert len(family.documentation) > 10, family.name


def test_secrets_are_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASID_SECURITY_PROTOCOL", "SASL_PLAINTEXT")
    monkeypatch.setenv("RASID_SASL_USERNAME", "reader")
    monkeypatch.setenv("RASID_SASL_PASSWORD", "open-sesame")
    settings = load_settings()
    assert "open-sesame" not in repr(settings)
    assert "open-sesame" not in settings.model_dump_json()
    assert settings.kafka_python()["sasl_plain_password"] == "open-sesame"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("RASID_BATCH_SIZE", "0", "RASID_BATCH_SIZE: "),
        ("RASID_METRICS_PORT", "70000", "RASID_METRICS_PORT: "),
        ("RASID_SECURITY_PROTOCOL", "TLS", "RASID_SECURITY_PROTOCOL: "),
        ("RASID_SECURITY_PROTOCOL", "SASL_SSL", "needs RASID_SASL_USERNAME"),
        ("RASID_SSL_CAFILE", "/no/such/file.pem", "no such file"),
        ("RASID_TOPIC_PREFIX", "with space", "RASID_TOPIC_PREFIX: "),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as caught:
        load_settings()
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_settings_file_is_read_and_an_unknown_name_in_it_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "my.env"
    file.write_text("RASID_GROUP=newsroom\n", encoding="utf-8")
    assert load_settings(file).group == "newsroom"
    file.write_text("RASID_GRUOP=newsroom\n", encoding="utf-8")
    with pytest.raises(BadSettings, match="RASID_GRUOP"):
        load_settings(file)
    with pytest.raises(BadSettings, match="no such settings file"):
        load_settings(tmp_path / "absent.env")


def test_the_prefix_is_put_before_every_topic() -> None:
    assert load_settings(topic_prefix="staging.").topic("alerts") == "staging.alerts"
