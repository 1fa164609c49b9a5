"""The command line in another language."""

from __future__ import annotations

import json

import pytest

from srccheck.cli import COMMANDS

FRENCH = (
    "Les canaux du nord sont plus vieux que les villes qui les bordent. "
    "Les villes ont creusé les canaux, et elles les ont oubliés.[^1]\n\n"
)
ENGLISH = (
    "The canals of the north are older than the towns that lie along them. "
    "The towns have dug the canals, and they have forgotten about them.[^1]\n\n"
)
FRENCH_NOTE = "[^1]: Ils se sont vus dans la ville de PÃ©kin, et nulle part ailleurs.\n"
NOTE = "[^1]: They met in PÃ©kin, and in no other place.\n"


@pytest.fixture
def french(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "fr")


@pytest.mark.usefixtures("french")
def test_a_report_in_the_language_of_the_environment(run):
    result = run("check", "--offline", "damaged.md")
    assert result.exit_code == 1
    assert "erreur[mojibake] Le texte a été décodé avec un mauvais codage." in result.stdout
    assert "1 document, 1 note, 0 source, 1 commentaire, 1 constat (1 erreur)" in result.stdout


@pytest.mark.usefixtures("french")
def test_the_option_wins_over_the_environment(run):
    assert "was decoded" in run("check", "--offline", "damaged.md", "--language", "en").stdout


def test_the_configuration_says_it_too(run, folder):
    (folder / "srccheck.toml").write_text('language = "fr"\n', encoding="utf-8")
    assert "Le texte a été décodé" in run("check", "--offline", "damaged.md").stdout


def test_each_document_in_its_own_language(run, folder):
    (folder / "fr.md").write_text(FRENCH + FRENCH_NOTE, encoding="utf-8")
    (folder / "en.md").write_text(ENGLISH + NOTE, encoding="utf-8")
    shown = run("check", "--offline", "--language", "document", "fr.md", "en.md").stdout
    assert "error[mojibake] Le texte a été décodé" in shown
    assert "en.md:3:19: error[mojibake] The text was decoded" in shown


def test_only_texts_for_people_change_in_data(run):
    english = json.loads(run("check", "--offline", "damaged.md", "--format", "json").stdout)
    french = json.loads(
        run("check", "--offline", "damaged.md", "--format", "json", "--language=fr").stdout
    )
    (one,), (two,) = (data["documents"][0].pop("findings") for data in (english, french))
    assert two.pop("message") == "Le texte a été décodé avec un mauvais codage."
    assert one.pop("message") == "The text was decoded with the wrong encoding."
    for finding in (one, two):
        finding["fix"].pop("description")
        finding.pop("basis")
    assert one == two
    for data in (english, french):
        for failure in data["documents"]:
            failure.pop("allowed")
    assert english == french


@pytest.mark.usefixtures("french")
def test_errors_and_usage(run):
    result = run("check", "--offline", "nowhere.md")
    assert result.exit_code == 3
    assert "fichier ou dossier introuvable" in result.stderr
    result = run("check", "damaged.md", "--select", "mojibak")
    assert result.exit_code == 2
    assert "règle inconnue" in result.stderr
    assert "vouliez-vous dire mojibake" in result.stderr
    assert "Erreur" in result.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_help(run, monkeypatch, command):
    english = run(command, "--help").stdout
    monkeypatch.setenv("LANGUAGE", "fr")
    french = run(command, "--help").stdout
    monkeypatch.setenv("LANGUAGE", "en")
    assert "Afficher ce message et quitter." in french
    assert "Afficher" not in english
    assert run(command, "--help").stdout == english


def test_the_language_is_forgotten_after_a_run(run):
    assert "Afficher" in run("doctor", "--help", "--language", "fr").stdout
    assert "Show this message" in run("doctor", "--help").stdout
    assert "was decoded" in run("check", "--offline", "damaged.md").stdout


def test_the_page_of_a_report(run):
    arguments = ("check", "--offline", "damaged.md", "--format", "html")
    french, english = run(*arguments, "--language", "fr").stdout, run(*arguments).stdout
    assert '<html lang="fr">' in french
    for said in ("Aller au rapport", "Le texte a été décodé avec un mauvais codage.", "Résumé"):
        assert said in french
        assert said not in english
    assert "Summary" not in french
