"""Durations: worked out by hand from the sample's pace (4 s moving, 2 s resting, 10 s changing)."""

import pytest

from exercise_handbook.library.duration import dose_in, exercise_seconds, routine_minutes, routine_seconds
from exercise_handbook.library.model.exercises import Dose
from exercise_handbook.library.model.routines import Part


@pytest.mark.parametrize(
    ("dose", "sides", "seconds"),
    [
        (Dose(repetitions=1), "none", 4),
        (Dose(repetitions=3, hold_seconds=5), "none", 3 * 9 + 2 * 2),
        (Dose(repetitions=3, hold_seconds=5), "each", 6 * 9 + 5 * 2),
        (Dose(repetitions=3, sets=2), "alternate", 12 * 4 + 11 * 2),
    ],
)
def test_a_repetition_moves_holds_and_rests_on_each_side(sample, dose, sides, seconds):
    exercise = sample.exercises["nod"].model_copy(update={"sides": sides})
    assert exercise_seconds(dose, exercise, sample.pace) == seconds


def test_a_routine_counts_the_changes_but_no_floor_when_standing(sample):
    nod, wave = 4 * 7 + 3 * 2, 2 * 4 + 2
    assert routine_seconds(sample.routines["morning"], sample) == nod + 10 + wave


def test_a_routine_counts_the_floor_and_each_new_position_once(sample):
    nod, wave, bow = 16 * 7 + 15 * 2, 2 * 4 + 2, 4 * 5 + 3 * 2
    assert routine_seconds(sample.routines["evening"], sample) == 30 + nod + 10 + wave + 10 + 5 + bow


def test_readers_are_told_whole_minutes(sample):
    assert routine_minutes(sample.routines["evening"], sample) == 4


def test_a_routine_changes_only_what_it_says_of_a_dose(sample):
    dose = dose_in(Part(exercise="nod", repetitions=8), sample.exercises["nod"])
    assert (dose.repetitions, dose.hold_seconds, dose.sets) == (8, 3, 2)


def test_how_often_a_day_is_said_by_the_routine_alone(sample):
    nod = sample.exercises["nod"]
    assert nod.dose.times_a_day
    assert dose_in(Part(exercise="nod"), nod).times_a_day is None
