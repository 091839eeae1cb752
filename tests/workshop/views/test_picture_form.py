"""What a form asks with which a picture is brought."""

from __future__ import annotations

from workshop.views.picture_form import form_context


def test_the_shape_that_fits_a_slide_is_marked():
    assert form_context("cover")["fits"] == "16:9"
    assert form_context()["fits"] == form_context("contact")["fits"] == ""


def test_what_is_too_large_is_told_in_a_sentence():
    found = form_context()

    assert f"{found['megabytes']}\u00a0MB" in found["too_large"]
    assert found["largest"] == found["megabytes"] * 2**20
