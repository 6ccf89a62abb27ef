"""What belongs to a position: said once to whoever takes it, and to nobody else."""

import re

from exercise_handbook.library import wording
from exercise_handbook.library.model.entry import Sentence
from exercise_handbook.pages.outputs.pages import floor_page


def _with_position(sample, slug, **fields):
    """The sample, one of its positions changed."""
    positions = {**sample.vocabulary.positions, slug: sample.vocabulary.positions[slug].model_copy(update=fields)}
    return sample.model_copy(update={"vocabulary": sample.vocabulary.model_copy(update={"positions": positions})})


def test_what_a_position_asks_for_is_said_once_and_after_what_is_said_for_all(sample):
    nod, bow = sample.exercises["nod"], sample.exercises["bow"]
    assert [line.say for line in wording.get_ready([bow, nod, bow], sample)] == ["Take off your hat.", "Lie on a mat."]
    assert [line.say for line in wording.get_ready([nod], sample)] == ["Take off your hat."]


def test_a_routine_ends_by_leaving_its_last_position(sample):
    standing = _with_position(sample, "standing", afterwards=(Sentence(say="Step away from the chair."),))
    assert [line.say for line in wording.afterwards(sample.exercises["bow"], standing)] == [
        "Roll onto your side first.",
        "Put your hat on again.",
    ]
    assert wording.afterwards(sample.exercises["nod"], standing)[0].say == "Step away from the chair."


def test_the_ways_down_to_several_positions_go_on_from_the_same_steps(sample):
    both = _with_position(sample, "standing", on_the_floor="yes", down=("Kneel tall.",), up=("Sit back.",))
    (output,) = floor_page(both)
    down, up = str(output.text).split('id="up"')
    assert re.findall(r"<h3>([^<]*)</h3>", down) == ["Standing", "Lying down"]
    assert re.findall(r'<ol class="steps[^"]*"( start="\d+")?>', down) == ["", ' start="3"', ' start="3"']
    assert re.findall(r"<h3>([^<]*)</h3>", up) == ["Standing", "Lying down", "Then"]
    assert re.findall(r"<li>([^<]*)", up)[:4] == ["Sit back.", "Roll onto your knees.", "Sit.", "Stand."]


def test_who_cannot_get_down_finds_each_exercise_and_routine_that_needs_no_floor(sample):
    assert [exercise.slug for exercise in sample.exercises_off_the_floor] == ["nod", "wave"]
    assert [routine.slug for routine in sample.routines_off_the_floor] == ["morning"]
    (output,) = floor_page(sample)
    without = str(output.text).split('id="without"')[1].split("</section>")[0]
    assert re.findall(r'href="([^"]*)"', without) == [
        *("../routines/morning/", "../exercises/nod/", "../exercises/wave/"),
        "https://greetings.example/how",  # what there is elsewhere
    ]
