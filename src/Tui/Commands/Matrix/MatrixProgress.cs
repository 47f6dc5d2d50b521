using System.Globalization;
using Sandbox.Core.Matrix;

namespace Sandbox.Tui.Commands.Matrix;

/// <summary>One line on a terminal that says how far the matrix is, written over again and again. Plain characters: every terminal has them.</summary>
internal sealed class MatrixProgress(TextWriter error, int columns)
{
    private const int Bar = 20;
    private const int Usual = 80;

    private readonly int _width = (columns > 0 ? columns : Usual) - 1;

    public void Show(MatrixTally tally, MatrixCell? cell)
    {
        int runs = Math.Max(1, tally.Plan.Runs), full = tally.Done * Bar / runs;
        string now = cell is null ? "" : $"  {cell.Fault}, {cell.Model}";
        string line = string.Create(
            CultureInfo.InvariantCulture, $"[{new string('#', full)}{new string('.', Bar - full)}] {tally.Done:#,0} of {tally.Plan.Runs:#,0} runs{now}");
        error.Write($"\r{(line.Length > _width ? line[.._width] : line.PadRight(_width))}");
    }

    /// <summary>Takes the line away.</summary>
    public void Clear() => error.Write($"\r{new string(' ', _width)}\r");
}
