namespace Sandbox.Tui.App;

/// <summary>What a column shows.</summary>
internal enum ColumnId
{
    Index,
    Pid,
    State,
    Status,
    Meaning,
    Sum,
    Expected,
    Right,
    Faults,
    User,
    System,
    Started,
    Ended,
    Reaped,
    Shared,
    Private,
    Rss,
    Tid,
}
