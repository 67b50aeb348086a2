-- Shared spaces: what there is, its rules, who has it when, and who waits for it.

CREATE TABLE spaces (
    id $ID,
    group_id BIGINT NOT NULL REFERENCES groups (id),
    name TEXT NOT NULL,
    slot TEXT NOT NULL CHECK (slot IN ('hours', 'nights')),
    contact BIGINT REFERENCES people (id),  -- who looks after it, where somebody does
    info TEXT NOT NULL DEFAULT '',          -- keys, wifi: for the holder alone, from the day itself
    made_at BIGINT NOT NULL,
    retired_at BIGINT
);
CREATE INDEX spaces_of_group ON spaces (group_id);
CREATE INDEX spaces_by_contact ON spaces (contact);

-- What can be had by one at a time: the room itself, or each of twelve chairs.
CREATE TABLE space_units (
    id $ID,
    space BIGINT NOT NULL REFERENCES spaces (id),
    number INTEGER NOT NULL,
    retired_at BIGINT,
    UNIQUE (space, number)
);

-- The rules of a space from a moment on; the newest that has begun holds.
CREATE TABLE space_rules (
    id $ID,
    space BIGINT NOT NULL REFERENCES spaces (id),
    since BIGINT NOT NULL,
    rules TEXT NOT NULL,                    -- JSON, as handlers.bookings.charter.Rules names them
    set_by BIGINT REFERENCES people (id),
    source TEXT NOT NULL                    -- the decision that it came of, « D-2027-006 », or empty
);
CREATE INDEX space_rules_of_space ON space_rules (space, since);
CREATE INDEX space_rules_set_by ON space_rules (set_by);

-- Rules that somebody has put together and may set, or propose; both as JSON, so that what else changes meanwhile
-- stays.
CREATE TABLE rule_offers (
    id $ID,
    space BIGINT NOT NULL REFERENCES spaces (id),
    before TEXT NOT NULL,                   -- the rules on which they were built
    becomes TEXT NOT NULL,
    made_by BIGINT REFERENCES people (id),
    made_at BIGINT NOT NULL,
    proposed_at BIGINT                      -- when the group was asked about them
);
CREATE INDEX rule_offers_of_space ON rule_offers (space);
CREATE INDEX rule_offers_made_by ON rule_offers (made_by);

-- What a proposal brings about by itself once it is decided, as the feature names it from which it came.
ALTER TABLE proposals ADD COLUMN effect TEXT NOT NULL DEFAULT '';

-- Who may book where not everybody does: declared drivers, people trained on a machine.
CREATE TABLE space_people (
    space BIGINT NOT NULL REFERENCES spaces (id),
    person BIGINT NOT NULL REFERENCES people (id),
    PRIMARY KEY (space, person)
);
CREATE INDEX space_people_of_person ON space_people (person);

-- Times are those of the wall clock of `zone`; beside them the same in seconds, to be compared.
CREATE TABLE booking_series (
    id $ID,
    space BIGINT NOT NULL REFERENCES spaces (id),
    person BIGINT REFERENCES people (id),
    entered_by BIGINT REFERENCES people (id),
    rule TEXT NOT NULL,                     -- RFC 5545
    starts TEXT NOT NULL,                   -- of the first time
    ends TEXT NOT NULL,
    zone TEXT NOT NULL,
    without TEXT NOT NULL,                  -- JSON: what it leaves out, as handlers.when.model.Without names it
    made_at BIGINT NOT NULL
);
CREATE INDEX booking_series_of_space ON booking_series (space);
CREATE INDEX booking_series_of_person ON booking_series (person);
CREATE INDEX booking_series_entered_by ON booking_series (entered_by);

CREATE TABLE bookings (
    id $ID,
    space BIGINT NOT NULL REFERENCES spaces (id),
    person BIGINT REFERENCES people (id),   -- who has it; nobody any more once they are forgotten
    entered_by BIGINT REFERENCES people (id),
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    zone TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL CHECK (ends_at > starts_at),
    amount INTEGER NOT NULL DEFAULT 1,      -- units
    attending INTEGER NOT NULL DEFAULT 0,   -- people who come, where that was said
    title TEXT NOT NULL DEFAULT '',         -- of an event of the group; empty: private
    state TEXT NOT NULL CHECK (state IN ('asked', 'confirmed', 'cancelled', 'refused', 'missed', 'displaced')),
    counts INTEGER NOT NULL DEFAULT 1,      -- 0: outside the limits of the household
    counted INTEGER NOT NULL DEFAULT 1,     -- the same, as it was before it was freed
    given_up TEXT NOT NULL DEFAULT '',      -- JSON: times that it left too late, which go on counting
    series BIGINT REFERENCES booking_series (id),
    was TEXT NOT NULL DEFAULT '',           -- of a series: when it would have begun
    revision INTEGER NOT NULL DEFAULT 0,    -- changes since it was made (RFC 5545, SEQUENCE)
    made_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    seen_at BIGINT,                         -- « J'y suis »
    left_as TEXT NOT NULL DEFAULT '',       -- 'fine', or what is to be reported
    meter_out INTEGER,                      -- km
    meter_in INTEGER,
    cost INTEGER                            -- cents
);
CREATE INDEX bookings_of_space ON bookings (space, starts_at, ends_at);
CREATE INDEX bookings_of_person ON bookings (person, starts_at);
CREATE INDEX bookings_entered_by ON bookings (entered_by);
CREATE INDEX bookings_of_series ON bookings (series);

-- Somebody waits until it is free; or asks its holder, in which case `asks` says of which booking.
CREATE TABLE booking_waits (
    id $ID,
    space BIGINT NOT NULL REFERENCES spaces (id),
    person BIGINT NOT NULL REFERENCES people (id),
    entered_by BIGINT REFERENCES people (id),
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    zone TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    amount INTEGER NOT NULL DEFAULT 1,
    asks BIGINT REFERENCES bookings (id),
    series BIGINT REFERENCES booking_series (id),  -- one of its dates could not be had
    state TEXT NOT NULL CHECK (state IN ('waits', 'held', 'served', 'gone', 'left')),
    held_until BIGINT,
    made_at BIGINT NOT NULL
);
CREATE INDEX booking_waits_of_space ON booking_waits (space, starts_at) WHERE state IN ('waits', 'held');
CREATE INDEX booking_waits_of_person ON booking_waits (person);
CREATE INDEX booking_waits_entered_by ON booking_waits (entered_by);
CREATE INDEX booking_waits_asks ON booking_waits (asks);
CREATE INDEX booking_waits_of_series ON booking_waits (series);

-- The truth about what is free: every time that a unit is taken, by a stay, the cleaning after it, or a hold.
CREATE TABLE occupied (
    id $ID,
    unit BIGINT NOT NULL REFERENCES space_units (id),
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL CHECK (ends_at > starts_at),
    kind TEXT NOT NULL CHECK (kind IN ('stay', 'buffer', 'hold')),
    booking BIGINT REFERENCES bookings (id),
    wait BIGINT REFERENCES booking_waits (id)
);
CREATE INDEX occupied_of_booking ON occupied (booking);
CREATE INDEX occupied_of_wait ON occupied (wait);
$APART(occupied, unit, starts_at, ends_at);

-- Why somebody does not want a booking that is asked for, or why it was refused; gone once it is over.
CREATE TABLE booking_objections (
    booking BIGINT NOT NULL REFERENCES bookings (id),
    person BIGINT NOT NULL REFERENCES people (id),
    words TEXT NOT NULL,
    refuses INTEGER NOT NULL DEFAULT 0,     -- 1: said by whoever refused it
    made_at BIGINT NOT NULL,
    PRIMARY KEY (booking, person)
);
CREATE INDEX booking_objections_of_person ON booking_objections (person);

-- An event of the group that needs the word of those who have the space; gone once it would have begun.
CREATE TABLE booking_pleas (
    id $ID,
    space BIGINT NOT NULL REFERENCES spaces (id),
    person BIGINT NOT NULL REFERENCES people (id),
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    zone TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    amount INTEGER NOT NULL,
    attending INTEGER NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'granted', 'kept')),
    made_at BIGINT NOT NULL
);
CREATE INDEX booking_pleas_of_space ON booking_pleas (space);
CREATE INDEX booking_pleas_of_person ON booking_pleas (person);
CREATE TABLE booking_pleaded (
    plea BIGINT NOT NULL REFERENCES booking_pleas (id),
    booking BIGINT NOT NULL REFERENCES bookings (id),
    agreed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (plea, booking)
);
CREATE INDEX booking_pleaded_booking ON booking_pleaded (booking);

-- What a group has chosen about its spaces.
CREATE TABLE booking_customs (
    group_id BIGINT PRIMARY KEY REFERENCES groups (id),
    names INTEGER NOT NULL,                 -- 1: the planning says who; 0: « occupied »
    rules_by TEXT NOT NULL CHECK (rules_by IN ('proposal', 'facilitation'))
);

-- Secret addresses of calendars; `revision` is another address.
CREATE TABLE calendar_links (
    digest TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('group', 'space', 'person')),
    record BIGINT NOT NULL,                 -- of that kind
    revision INTEGER NOT NULL,
    since BIGINT NOT NULL,                  -- when this address was given
    UNIQUE (kind, record)
);
