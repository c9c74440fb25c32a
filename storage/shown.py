"""What people said, as it may be shown: nothing of who wants nothing kept, no name of who hides.

The one thing to know: whatever quotes people by name is read through here, so that whoever changes
their mind is gone from it as soon as it is drawn anew.
"""

from typing import Any

from sqlalchemy import Select, Table, case, func, select

from community.ids import CommunityId
from storage.rows import members, people


def as_shown(table: Table, community: CommunityId) -> Select[Any]:
    """The rows of one community; the table has a `person_id` and the `name` it was said under."""
    name = case((func.coalesce(members.c.hidden_from_search, False), ""), else_=table.c.name)
    others = [column for column in table.c if column.name != "name"]
    is_theirs = (members.c.community_id == table.c.community_id) & (
        members.c.person_id == table.c.person_id
    )
    return (
        select(*others, name.label("name"))
        .outerjoin_from(table, members, is_theirs)
        .outerjoin(people, people.c.id == table.c.person_id)
        .where(table.c.community_id == community, people.c.keep_nothing_at.is_(None))
    )
