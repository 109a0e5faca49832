"""The same figures by SQL over the flat views of an office's file, for any SQLite program.

Each statement returns whole numbers: counts, days, and cents of US dollars. It begins with `u`, the
initiatives that are counted in the period from :since to :until.
"""

_FIRST = "substr(rtrim({0}, '~') || '-01-01', 1, 10)"
_LAST = (
    "case length(rtrim({0}, '~')) when 4 then substr({0}, 1, 4) || '-12-31' "
    "when 7 then date(substr({0}, 1, 7) || '-01', '+1 month', '-1 day') "
    "else rtrim({0}, '~') end"
)
_START = "coalesce(actual_start, planned_start)"
_END = "coalesce(actual_end, case when stage = 'COM' then planned_end end)"
_U = f"""
with u as (
    select * from initiative where deleted = '' and stage in ('EXE', 'SUS', 'COM')
    and modality in ('BIL', 'TRI', 'REG') and coalesce(form, '') <> 'HUM'
    and {_FIRST.format(_START)} <= :until
    and ({_END} is null or {_LAST.format(_END)} >= :since))
"""
_ROLES = f"""{_U}, side as (
    select uid, party,
        case when max(role = 'BOTH') or (max(role = 'REC') and max(role in ('PRO', 'FIR', 'SEC')))
            then 'both'
        when max(role in ('PRO', 'FIR')) then 'provider' when max(role = 'SEC') then 'second'
        when max(role = 'REC') then 'recipient' when max(role in ('PAR', 'ORG')) then 'other'
        else '' end as side
    from initiative_participant join u using (uid) group by uid, party)
"""
_LINES = f"""{_U}, revised as (
    select distinct uid from initiative_money_line
    where kind = 'BUDREV' and amount is not null and currency is not null),
line as (
    select uid, payer, case kind when 'BUDREV' then 'BUD' else kind end as kind,
        cash_kind = 'KIND' or refund = 'INK' as in_kind,
        case when currency = 'USD' then cast(round(amount * 100) as integer)
            when rate is not null then cast(round(amount * 100 / rate) as integer) end as cents
    from initiative_money_line join u using (uid)
    where amount is not null and currency is not null
    and not (kind = 'BUD' and uid in (select uid from revised))),
told as (
    select uid, kind, sum(cents) as cents from line
    group by uid, kind having count(*) = count(cents))
"""
_DAY = "(length(rtrim({0}, '~')) = 10)"
_DAYS = "cast(julianday(rtrim({1}, '~')) - julianday(rtrim({0}, '~')) as integer)"

I1 = f"{_U} select modality, coalesce(level, ''), count(*) from u group by 1, 2"
I2 = f"""{_U} select party, count(distinct uid), (select count(*) from u)
    from initiative_participant join u using (uid)
    where role is not null and party in (select code from country) group by 1"""
_PAIR = f"""{_U}, made as (
    select uid, sum(role = 'PRO') as pro, sum(role = 'REC') as rec, sum(role = 'BOTH') as both
    from initiative_participant join u using (uid) where modality = 'BIL' group by uid)
    select one.party, other.party, count(*) from made
    join initiative_participant as one using (uid)
    join initiative_participant as other using (uid)"""
I3 = f"""{_PAIR} where (pro, rec, both) = (1, 1, 0) and one.role = 'PRO' and other.role = 'REC'
    and one.party <> other.party group by 1, 2"""
I3_BOTH = f"""{_PAIR} where (pro, rec, both) = (0, 0, 2) and one.role = 'BOTH'
    and other.role = 'BOTH' and one.party < other.party group by 1, 2"""
I5 = f"""{_ROLES} select party, sum(side = 'provider'), sum(side = 'recipient'),
    sum(side = 'both') from side group by 1"""
I6 = f"""{_U} select sector, count(*), (select count(*) from u where sector is not null)
    from u where sector is not null group by 1"""
I7 = f"""{_U}, main as (
    select distinct uid, goal from initiative_sdg join u using (uid) where rank = 1)
    select goal, count(*), (select count(distinct uid) from main) from main group by 1"""
I9 = f"""{_U} select count(*), sum({_DAYS.format("planned_start", "actual_start")}),
    sum({_DAYS.format("planned_start", "actual_start")} <= 0) from u
    where {_DAY.format("actual_start")} and {_DAY.format("planned_start")}"""
I11 = f"""{_U} select count(*), sum({_DAYS.format("actual_start", "actual_end")} + 1) from u
    where stage = 'COM' and length(actual_start) = 10 and length(actual_end) = 10
    and actual_end >= actual_start"""
I12 = f"""{_LINES} select count(*), sum(executed.cents), sum(budget.cents) from told as budget
    join told as executed using (uid)
    where budget.kind = 'BUD' and executed.kind = 'EXE' and budget.cents > 0"""
I13 = f"""{_LINES}, silent as (
    select distinct uid from initiative_participant as one join u using (uid)
    where party in (select code from country) and not exists (
        select 1 from line where line.uid = one.uid and kind = 'EXE' and payer = one.party)),
    known as (
        select distinct uid from initiative_participant join told using (uid)
        where kind = 'EXE' and party in (select code from country)
        and uid not in (select uid from silent)),
    role_of as (
        select uid, party, case when max(role = 'BOTH') or (max(role = 'PRO') and max(role = 'REC'))
            then 'BOTH' else coalesce(max(role), '') end as role
        from initiative_participant group by uid, party)
    select coalesce(role, ''), sum(cents) from line join known using (uid)
    left join role_of on role_of.uid = line.uid and party = payer where kind = 'EXE' group by 1"""
I15 = f"{_U} select coalesce(refundability, ''), count(*) from u group by 1"
I16 = f"""{_LINES} select count(distinct uid), sum(cents), sum(cents * in_kind) from line
    where kind = 'EXE' and cents is not null"""
ALL = (I1, I2, I3, I3_BOTH, I5, I6, I7, I9, I11, I12, I13, I15, I16)


def asked(db, sql, since, until, countries):
    """Return the rows of one figure."""
    db.execute("create temp table if not exists country (code text primary key)")
    db.executemany("insert or ignore into country values (?)", [(code,) for code in countries])
    return db.execute(sql, {"since": since, "until": until}).fetchall()
