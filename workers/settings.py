"""Every setting of Rasid, from the environment, a `.env`-style file, or the defaults.

Only `app`, `cli` and `pipeline` read settings; the language core knows none. Each field's
description is its documentation: `rasid settings` prints the table that stands in deploy/SETTINGS.md.
"""

import ssl
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from workers.errors import BadSettings

SecurityProtocol = Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]
SaslMechanism = Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"]
Port = Annotated[int, Field(ge=0, le=65535)]


class Settings(BaseSettings):
    """One value per knob; environment variables are the field's name in capitals after `RASID_`."""

    model_config = SettingsConfigDict(
        env_prefix="RASID_", env_file="rasid.env", env_file_encoding="utf-8", extra="forbid", frozen=True
    )

    # Kafka
    bootstrap_servers: str = Field(
        "localhost:9092", min_length=1, description="Kafka brokers as `host:port`, separated by commas."
    )
    topic_prefix: str = Field(
        "", pattern=r"^[A-Za-z0-9._-]*$", description="Put before every topic's name, e.g. `staging.`."
    )
    group: str = Field("rasid", min_length=1, description="Consumer group that the workers share.")
    replication: int | None = Field(
        None, ge=1, description="Replicas of topics that Rasid creates; unset: as the catalogue says."
    )
    security_protocol: SecurityProtocol = Field("PLAINTEXT", description="How clients speak to the brokers.")
    ssl_cafile: Path | None = Field(None, description="Certificate authority (PEM); unset: the system's.")
    ssl_certfile: Path | None = Field(None, description="Client certificate (PEM), for mutual TLS.")
    ssl_keyfile: Path | None = Field(None, description="Key of the client certificate (PEM).")
    ssl_password: SecretStr | None = Field(None, description="Password of the client's key.")
    ssl_check_hostname: bool = Field(
        True, description="Whether the broker's name must match its certificate."
    )
    sasl_mechanism: SaslMechanism = Field("PLAIN", description="How user name and password are proved.")
    sasl_username: str | None = Field(None, description="User name for SASL.")
    sasl_password: SecretStr | None = Field(None, description="Password for SASL; never logged.")

    # The worker
    batch_size: int = Field(
        64, ge=1, le=5000, description="Articles computed between two rounds of delivery and acknowledgement."
    )
    batch_seconds: float = Field(
        0.1, gt=0, le=10, description="Longest wait, in seconds, for a batch to fill."
    )
    commit_seconds: float = Field(1.0, gt=0, description="Seconds between two commits of offsets.")
    session_seconds: float = Field(
        30.0,
        ge=6,
        description="Seconds without a heartbeat after which a worker's partitions are given away.",
    )
    delivery_timeout_seconds: float = Field(
        30.0, gt=0, description="Seconds an output may wait for its acknowledgement before it is sent again."
    )
    max_body_bytes: int = Field(
        5_000_000, ge=1, description="Largest raw article, in bytes; a larger one is a dead letter."
    )
    max_message_bytes: int = Field(
        16_000_000, ge=1000, description="Largest message that a client sends, in bytes, before compression."
    )
    dead_letter_window: int = Field(
        500, ge=1, description="Number of latest articles over which the share of dead letters is taken."
    )
    dead_letter_share: float = Field(
        0.5,
        gt=0,
        le=1,
        description="Share of dead letters in a full window above which the worker stops; 1: never.",
    )
    data_dir: Path = Field(
        Path(".rasid"),
        description="Folder of a worker's own state; one worker each, or a subfolder is taken.",
    )

    # Metrics and health
    metrics_host: str = Field("0.0.0.0", description="Address of /metrics, /health and /ready.")  # noqa: S104
    metrics_port: Port = Field(
        9108, description="Port of /metrics, /health and /ready; one per worker; 0 takes a free one."
    )
    stall_seconds: float = Field(
        60.0, gt=0, description="Seconds without progress, with work waiting, after which /health says no."
    )
    max_source_labels: int = Field(
        200, ge=1, description="Number of sources told apart in metrics; further ones count as `other`."
    )

    # Language
    recogniser: Literal["rasid", "camel-bert", "none"] = Field(
        "rasid",
        description="What finds names beyond the gazetteer; `camel-bert` needs `make neural` and its models.",
    )
    morphology: Literal["none", "camel-mle"] = Field(
        "none", description="Analyser behind event triggers. `camel-mle` needs `rasid models install`."
    )
    camel_data: Path | None = Field(
        None, description="Folder of camel-tools' data; unset: camel-tools' own default."
    )
    boilerplate: Path | None = Field(
        None,
        description="YAML file of reviewed lines from `rasid rules learn`, removed besides the shipped rules.",
    )
    rules: Path | None = Field(None, description="YAML file of watch rules; unset: the shipped ones.")

    # Logs
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="Least level logged.")
    log_format: Literal["text", "json"] = Field("text", description="`json` gives one object a line.")

    @model_validator(mode="after")
    def _sasl_needs_both(self) -> Self:
        if self.security_protocol.startswith("SASL") and not (self.sasl_username and self.sasl_password):
            raise ValueError(f"{self.security_protocol} needs RASID_SASL_USERNAME and RASID_SASL_PASSWORD")
        if self.ssl_keyfile and not self.ssl_certfile:
            raise ValueError("RASID_SSL_KEYFILE needs RASID_SSL_CERTFILE")
        for path in (self.ssl_cafile, self.ssl_certfile, self.ssl_keyfile):
            if path is not None and not path.is_file():
                raise ValueError(f"{path}: no such file")
        return self

    @property
    def servers(self) -> list[str]:
        """The brokers as a list of `host:port`."""
        return [server.strip() for server in self.bootstrap_servers.split(",") if server.strip()]

    @property
    def uses_tls(self) -> bool:
        """Whether connections to the brokers are encrypted."""
        return self.security_protocol in ("SSL", "SASL_SSL")

    @property
    def uses_sasl(self) -> bool:
        """Whether clients prove who they are by SASL."""
        return self.security_protocol.startswith("SASL")

    def topic(self, name: str) -> str:
        """Return the full name of a topic of the catalogue."""
        return f"{self.topic_prefix}{name}"

    def ssl_context(self) -> ssl.SSLContext | None:
        """Build the TLS context that every client shares, or None without TLS."""
        if not self.uses_tls:
            return None
        context = ssl.create_default_context(cafile=str(self.ssl_cafile) if self.ssl_cafile else None)
        context.check_hostname = self.ssl_check_hostname
        if self.ssl_certfile:
            password = self.ssl_password.get_secret_value() if self.ssl_password else None
            context.load_cert_chain(self.ssl_certfile, self.ssl_keyfile, password)
        return context

    def kafka_python(self) -> dict[str, object]:
        """Return the connection's arguments for kafka-python's clients."""
        arguments: dict[str, object] = {
            "bootstrap_servers": self.servers,
            "security_protocol": self.security_protocol,
        }
        if context := self.ssl_context():
            arguments["ssl_context"] = context
        if self.uses_sasl and self.sasl_password is not None:
            arguments |= {
                "sasl_mechanism": self.sasl_mechanism,
                "sasl_plain_username": self.sasl_username,
                "sasl_plain_password": self.sasl_password.get_secret_value(),
            }
        return arguments


def load_settings(env_file: Path | None = None, **overrides: object) -> Settings:
    """Read the settings; `env_file` replaces the default `rasid.env` of the working folder.

    Raises `BadSettings`, one line that names the variable, when a value cannot work.
    """
    if env_file is not None and not env_file.is_file():
        raise BadSettings(f"{env_file}: no such settings file")
    try:
        if env_file is not None:
            return Settings(_env_file=env_file, **overrides)  # type: ignore[call-arg,arg-type]
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        where = f"RASID_{name.removeprefix('RASID_')}: " if name else ""
        raise BadSettings(f"{where}{first['msg'].removeprefix('Value error, ')}") from None


def settings_table() -> str:
    """Return the Markdown table of all settings: variable, default, meaning."""
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default in (None, "") else f"`{field.default}`"
        rows.append(f"| `RASID_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(rows) + "\n"
