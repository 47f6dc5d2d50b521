namespace Sandbox.Tui.App;

/// <summary>By which column the rows of a table stand, and in which direction; no head is their own order.</summary>
internal readonly record struct RowSort(string Head, bool Descending)
{
    /// <summary>After a click on a head: its column, or the other direction.</summary>
    public RowSort Clicked(string head) => Head == head ? this with { Descending = !Descending } : new RowSort(head, false);

    /// <summary>By the next of these columns; after the last one comes the rows' own order.</summary>
    public RowSort Next(ReadOnlySpan<string> heads)
    {
        int at = heads.IndexOf(Head) + 1;
        return new RowSort(at < heads.Length ? heads[at] : "", Descending);
    }
}
