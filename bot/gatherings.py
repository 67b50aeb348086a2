"""The features about coming together: workshops, and what goes with them."""

from handlers.course.box import Box as CourseBox
from handlers.course.handler import CourseHandler
from handlers.evaluation.box import Box as EvaluationBox
from handlers.evaluation.handler import EvaluationHandler
from handlers.members.desk import MembersDesk
from handlers.minutes.box import Box as MinutesBox
from handlers.minutes.handler import MinutesHandler
from handlers.programme.box import Box as ProgrammeBox
from handlers.programme.handler import ProgrammeHandler
from handlers.workshops.desk import WorkshopsDesk
from handlers.workshops.handler import WorkshopsHandler
from handlers.workshops.past import Past
from storage.course import StoredCourses
from storage.evaluation import StoredEvaluations
from storage.minutes import StoredMinutes
from storage.programme import StoredProgrammes

from .boxes import workshops_box
from .every_feature import EveryFeature
from .ground import Ground
from .meetings import Meetings


def workshops(ground: Ground) -> WorkshopsHandler:
    return WorkshopsHandler(workshops_box(ground))


def programme(ground: Ground) -> ProgrammeHandler:
    desk, stores = MembersDesk(ground.members), (ground.posts, ground.alarms, ground.drafts)
    dates = WorkshopsDesk(workshops_box(ground))
    return ProgrammeHandler(ProgrammeBox(StoredProgrammes(ground.tx), desk, *stores, dates))


def minutes(ground: Ground, house: EveryFeature) -> MinutesHandler:
    desk, stores = MembersDesk(ground.members), (ground.posts, ground.alarms, ground.drafts)
    past = Past(workshops_box(ground))
    return MinutesHandler(MinutesBox(StoredMinutes(ground.tx), desk, *stores, past, house))


def evaluation(ground: Ground) -> EvaluationHandler:
    desk, past = MembersDesk(ground.members), Past(workshops_box(ground))
    stores = (ground.posts, ground.alarms, ground.drafts, ground.receipts)
    return EvaluationHandler(EvaluationBox(StoredEvaluations(ground.tx), desk, *stores, past))


def course(ground: Ground) -> CourseHandler:
    desk, stores = MembersDesk(ground.members), (ground.posts, ground.drafts)
    dates = WorkshopsDesk(workshops_box(ground))
    return CourseHandler(CourseBox(StoredCourses(ground.tx), desk, *stores, Meetings(ground), dates))
