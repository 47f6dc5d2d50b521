namespace Sandbox.Tui.App;

/// <summary>How the table of the workers is looked at. The cursor in it is <see cref="App.AppModel.Chosen"/>.</summary>
internal sealed record TableModel
{
    /// <summary>The column that the rows are sorted by: what stands at its head.</summary>
    public string Sort { get; init; } = ColumnId.Index;

    /// <summary>Whether the largest comes first.</summary>
    public bool Descending { get; init; }

    /// <summary>Which page of the columns is seen, from 0.</summary>
    public int Page { get; init; }

    /// <summary>Only rows with this text are shown; empty shows all.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Whether the filter is being typed.</summary>
    public bool Typing { get; init; }

    /// <summary>Whether the cursor follows the newest event.</summary>
    public bool Follow { get; init; }

    /// <summary>The first row that is seen.</summary>
    public int Top { get; init; }
}
