namespace Sandbox.Tui.App;

/// <summary>
/// The columns of the work table that something else speaks of. A column is called by what stands at its head; the others are rows of
/// <c>ExtraColumns</c>, and their heads stand there alone.
/// </summary>
internal static class ColumnId
{
    public const string Index = "#";
    public const string Host = "host";
    public const string Life = "life";
    public const string Pid = "pid";
    public const string Tid = "tid";
    public const string State = "state";
    public const string Status = "status";
    public const string Meaning = "meaning";
    public const string Sum = "sum";
    public const string Expected = "expected";
    public const string Right = "check";
}
