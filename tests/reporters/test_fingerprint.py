from srccheck.reporters.fingerprint import Namer


def names(*dossiers):
    namer = Namer()
    return [placed.fingerprint for dossier in dossiers for placed in namer.placed(dossier)]


def test_a_name_stays_when_the_fault_moves_to_another_line(make):
    assert names(make("a Ã© b", "Ã©")) == names(make("new\n\nlines, and a Ã© b", "Ã©"))


def test_faults_that_look_alike_have_names_of_their_own(make):
    found = names(make("a Ã© b", "Ã©"), make("a Ã© b", "Ã©"), make("a Ã© b", "Ã©", path="b.md"))
    assert len(set(found)) == 3


def test_other_rules_and_other_texts_have_other_names(make):
    found = names(make("a Ã© b", "Ã©"), make("a Ã© b", "Ã©", rule="other"), make("a Ã¨ b", "Ã¨"))
    assert len(set(found)) == 3
