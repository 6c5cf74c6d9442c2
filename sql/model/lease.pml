/* Due instants, messages, and the workers that send them: claim, begin, send, settle.
 *
 * Each atomic block is one transaction; between two of them any worker may die, or stand still for
 * so long that its lease runs out, and go on. Time is nothing but that: a lease that can run out.
 * The SQL of each step is named beside it. What must hold is said by assert, and by ltl at the end.
 *
 * Each of these, defined, breaks the protocol in one place, and must be found out:
 *   NO_LOCK              a due reminder is read, and moved on in another transaction
 *   ADVANCE_FIRST        it is moved on, and its occurrence made in another transaction
 *   BEGIN_NOT_COMMITTED  the send begins and no row says so
 *   NO_FENCE             whoever reports is believed
 *   NO_MARK              what was being sent when its worker died is sent again as if it were new
 *   REPEAT_ALWAYS        an unknown is repeated until something is known
 */

#define DUES     2   /* instants of one reminder, all of them due */
#define WORKERS  2
#ifndef CRASHES
#define CRASHES  1
#endif
#ifndef STALLS
#define STALLS   1
#endif
#define FAILURES 1   /* sends that are refused for a time */
#define NOBODY   255

mtype = { expected, ready, leased, sending, settled };  /* where a delivery is */
mtype = { sent, unknown, temporary };                   /* what became of a send */

typedef Delivery {
    mtype state = expected;
    byte rows;       /* occurrences of this instant */
    byte fence;      /* of its last claim */
    byte holder = NOBODY;
    bool expired;    /* its lease has run out */
    byte unknowns;
    byte messages;   /* that arrived */
    byte unmarked    /* of them, those that did not say: perhaps a repeat */
}

Delivery work[DUES];
byte next;           /* reminder_next: the instant that comes due next */
byte crashes = CRASHES, stalls = STALLS, failures = FAILURES;

#define ran_out(d)   ((work[d].state == leased || work[d].state == sending) && work[d].expired)
#define claimable(d) (work[d].state == ready || ran_out(d))

#ifdef NO_FENCE
#define holds(d)     (true)
#else
#define holds(d)     (work[d].fence == my_fence && work[d].state != settled)
#endif
#ifdef REPEAT_ALWAYS
#define repeated(d)  (false)
#else
#define repeated(d)  (work[d].unknowns > 0)
#endif

/* core.delivery_close: once, and what is called sent has arrived. */
inline close(d, what) {
    assert(work[d].state != settled);
    assert(what != sent || work[d].messages > 0);
    work[d].state = settled; work[d].holder = NOBODY;
    work[d].unknowns = 0; work[d].expired = false
}

/* Dead, and started again: it knows nothing of what it held. */
inline may_die() {
    if
    :: atomic { crashes > 0 ->
        crashes--;
        if
        :: mine < DUES && work[mine].holder == _pid -> work[mine].holder = NOBODY
        :: else
        fi;
        goto start }
    :: true
    fi
}

/* core.reminder_fire: occurrence and delivery of an instant. */
inline materialise(d) {
    work[d].rows++;
    assert(work[d].rows == 1);
    work[d].state = ready
}

/* core.delivery_lapse: who died in the middle of a repeat has left an unknown for good. */
inline lapse(d) {
    if
    :: work[d].state == sending && work[d].expired && repeated(d) -> close(d, unknown)
    :: else
    fi
}

/* core.delivery_lease. */
inline take(d) {
#ifndef NO_MARK
    work[d].unknowns = work[d].unknowns + (work[d].state == sending);
#endif
    work[d].fence++; my_fence = work[d].fence;
    work[d].state = leased; work[d].expired = false; work[d].holder = _pid;
    marked = work[d].unknowns > 0; mine = d
}

inline arrive(d) {
    work[d].messages++;
    work[d].unmarked = work[d].unmarked + !marked;
    assert(work[d].unmarked <= 1);
    assert(work[d].messages <= 2)
}

active [WORKERS] proctype Worker() {
    byte due, mine, my_fence;
    bool marked;
    mtype report;

start:
    atomic { mine = NOBODY; my_fence = 0; marked = false; report = 0; due = NOBODY };
end:
    /* fire.delivery_claim: what is due comes due, what ran out lapses, one is leased. */
    atomic {
        next < DUES || claimable(0) || claimable(1);
        due = next;
#ifdef NO_LOCK
    };
    atomic {
#endif
        if
        :: due < DUES ->
            next = due + 1;
#ifdef ADVANCE_FIRST
            goto advanced
        :: else
        fi
    };
    if
    :: false ->
advanced:
        may_die();
        atomic { materialise(due) }
    :: true
    fi;
    atomic {
#else
            materialise(due)
        :: else
        fi;
#endif
        lapse(0); lapse(1);
        if
        :: claimable(0) -> take(0)
        :: claimable(1) -> take(1)
        :: else -> goto start
        fi
    };
    may_die();

    /* fire.delivery_begin: committed before the send. */
    atomic {
        if
        :: work[mine].state == leased && holds(mine) ->
#ifndef BEGIN_NOT_COMMITTED
            work[mine].state = sending
#else
            skip
#endif
        :: else -> goto start
        fi
    };
    may_die();

    /* The channel takes it, or does not; and its answer comes, or is lost. */
    atomic {
        if
        :: arrive(mine); report = sent
        :: arrive(mine); report = unknown
        :: report = unknown
        :: failures > 0 -> failures--; report = temporary
        fi
    };
    may_die();

    /* fire.delivery_settle: by whoever holds the fence; a late report changes nothing. */
    atomic {
        if
        :: !holds(mine)
        :: holds(mine) && (report == sent || (report == unknown && repeated(mine))) ->
            close(mine, report)
        :: else ->
            work[mine].state = ready; work[mine].holder = NOBODY;
            work[mine].unknowns = work[mine].unknowns + (report == unknown)
        fi;
        goto start
    }
}

/* A lease runs out: its worker is dead, or stands still. */
#define out_of(d) (work[d].state == leased || work[d].state == sending) && !work[d].expired
#define left(d)   out_of(d) && work[d].holder == NOBODY

active proctype Clock() {
end:
    do
    :: atomic { left(0) -> work[0].expired = true }
    :: atomic { left(1) -> work[1].expired = true }
    :: atomic { out_of(0) && stalls > 0 -> stalls--; work[0].expired = true }
    :: atomic { out_of(1) && stalls > 0 -> stalls--; work[1].expired = true }
    od
}

ltl each_is_settled { <> (work[0].state == settled && work[1].state == settled) }
