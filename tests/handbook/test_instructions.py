"""Instructions: what an exercise tells a patient to do is said as a person says it, once for page, sheet and search."""

import pytest

from exercise_handbook.labels.say import say_in
from exercise_handbook.library.instructions import Instructions, Row, figure_label, step_range
from exercise_handbook.library.model.entry import Range
from exercise_handbook.library.model.exercises import Dose, Figure, Goal

SAY = say_in("en-GB")


@pytest.fixture
def told(sample):
    """A function that gives the instructions of an exercise of the sample, changed as asked."""

    def make(dose, slug="nod", **changes):
        return Instructions(sample.exercises[slug].model_copy(update=changes), dose, sample)

    return make


@pytest.mark.parametrize(
    ("dose", "sides", "said"),
    [
        (Dose(repetitions=1), "none", "1 time."),
        (Dose(repetitions=8, sets=2), "none", "2 rounds of 8 times."),
        (Dose(repetitions=5, hold_seconds=5), "each", "Hold 5 seconds. 5 times each side."),
        (Dose(repetitions=5, hold_seconds=1, times_a_day=1), "none", "Hold 1 second. 5 times. Once a day."),
        (Dose(repetitions=5, times_a_day={"from": 1, "to": 3}), "alternate", "5 times each side. 1 to 3 times a day."),
        (Dose(repetitions=5, times_a_day=2), "none", "5 times. 2 times a day."),
    ],
)
def test_a_dose_reads_as_a_person_says_it(told, dose, sides, said):
    assert told(dose, sides=sides).dose_line == said


def test_a_dose_is_told_a_number_a_row(told):
    dose = Dose(repetitions=1, hold_seconds=20, times_a_day={"from": 1, "to": 2})
    assert told(dose, sides="each").rows == (
        Row("Hold for", "20 seconds"),
        Row("Do it", "1 time each side"),
        Row("Each day", "1 to 2 times"),
    )
    assert told(Dose(repetitions=2, times_a_day=1), sides="none").rows == (
        Row("Do it", "2 times"),
        Row("Each day", "once"),
    )


def test_building_up_says_only_what_grows(told, sample):
    assert told(Dose(repetitions=3, build_to=Goal(hold_seconds=20))).build_up == "Build up to a hold of 20 seconds."
    assert told(Dose(repetitions=3)).build_up == ""
    more = told(Dose(repetitions=3, build_to=Goal(repetitions=8, sets=2))).build_up
    assert more == f"{sample.safety.building_up.say} Build up to 8 times. Build up to 2 rounds."


def test_the_dose_is_filled_into_the_words(told):
    instructions = told(Dose(repetitions=5, hold_seconds=3), steps=("Hold for {hold}, {times}. {{ 1 }}",))
    assert instructions.steps == ("Hold for 3 seconds, 5 times. {{ 1 }}",)


def test_when_to_change_sides_is_said_where_there_are_sides(told):
    dose = Dose(repetitions=1)
    said = [told(dose, sides=sides).sides for sides in ("none", "each", "alternate")]
    assert said == ["", "Do them all on one side first. Then change sides.", "Change sides each time."]


@pytest.mark.parametrize(
    ("slug", "way", "said"),
    [("nod", "harder", "Nod lower. Or try: Bow."), ("bow", "easier", "Try: Nod."), ("bow", "harder", "")],
)
def test_another_exercise_is_named_as_it_is_written(told, sample, slug, way, said):
    assert getattr(told(sample.exercises[slug].dose, slug), way) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(1, 4, "Steps 1 to 4"), (3, 3, "Step 3")],
)
def test_steps_are_named_by_their_numbers(first, last, said):
    assert step_range(Range.model_validate({"from": first, "to": last}), SAY) == said


@pytest.mark.parametrize(
    ("shows", "steps", "said"),
    [
        ("start", None, "Start."),
        ("end", None, "End."),
        ("end", 3, "End of step 3."),
        ("end", {"from": 1, "to": 4}, "End of steps 1 to 4."),
        ("variation", {"from": 1, "to": 2}, "Steps 1 to 2."),
        ("variation", None, "Another way."),
    ],
)
def test_a_picture_says_what_it_shows(shows, steps, said):
    assert figure_label(Figure(file="a.svg", alt="A nod.", shows=shows, steps=steps), SAY) == said
