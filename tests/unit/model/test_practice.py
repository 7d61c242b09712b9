"""The facts of a practice."""


def test_a_practice_is_reached_by_e_mail_or_else_by_phone(contexts):
    practice = contexts["riverside"].practice
    assert practice.contact == practice.email == "hello@riverside.example.org"
    assert practice.model_copy(update={"email": None}).contact == practice.phone
