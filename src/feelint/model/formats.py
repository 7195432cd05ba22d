"""The formats that a report can be written in."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """A format, with the ending of its files and what it is for."""

    suffix: str
    about: str

    TEXT = "text", "txt", "for people, in a terminal"
    JSON = "json", "json", "for programs; schema_version 1, with a JSON Schema"
    HTML = "html", "html", "one page to read, print and forward"
    PDF = "pdf", "pdf", "an audit report to file and to sign; printed by the browser"
    MARKDOWN = "markdown", "md", "a comment on a pull request"
    CSV = "csv", "csv", "the ledgers, for a spreadsheet: a row for each charge of each journey"
    SARIF = "sarif", "sarif", "SARIF 2.1.0 for code scanning: failures, and suppressed ones"
    SARIF_ALL = "sarif-all", "all.sarif", "SARIF 2.1.0 with reviews besides, for viewers that know kinds"
    JUNIT = "junit", "junit.xml", "test results: a case for each rule on each journey"
    GITHUB = "github", "github.txt", "annotations of a GitHub workflow run: the ten worst findings"
    GITLAB = "gitlab", "gitlab.json", "GitLab Code Quality"

    def __new__(cls, value: str, suffix: str = "", about: str = "") -> Format:
        """A member; its value is the name of the format."""
        one = str.__new__(cls, value)
        one._value_, one.suffix, one.about = value, suffix, about
        return one
