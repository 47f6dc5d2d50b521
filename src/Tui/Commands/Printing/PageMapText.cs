using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sandbox.Core.Arrays;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Commands.Printing;

/// <summary>The page maps of a run that is over as text: one character stands for one page, or for several alike.</summary>
internal static class PageMapText
{
    private const int Columns = 64;
    private const int MostRows = 4;

    /// <summary>The mark of each state, by its number.</summary>
    private const string Marks = ".-#!";

    private static string Legend => string.Join("  ", PageWords.All.Select(row => $"{Marks[(int)row.Of]} {row.Full}"));

    /// <summary>The maps, with a legend, without a line end after the last line.</summary>
    public static string Of(IRun run, RunReport report)
    {
        PageGrid grid = run.Pages;
        PageState[] cells = new PageState[grid.Cells];
        int cellsPerMark = (grid.Cells + (Columns * MostRows) - 1) / (Columns * MostRows);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"pages   the array has {grid.Pages:#,0}; one mark stands for {cellsPerMark * grid.PagesPerCell:#,0}\n");
        text.Append(CultureInfo.InvariantCulture, $"        {Legend}\n");
        foreach (WorkerReport worker in report.Workers)
        {
            PageMapSource source = run.ReadPages(worker.Index, cells).Source;
            text.Append(CultureInfo.InvariantCulture, $"{Name(worker),8} {Counts(worker)}{Words(source)}\n");
            if (source != PageMapSource.Nowhere)
                AppendMarks(text, cells, cellsPerMark);
        }
        AppendSections(text, report);
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>The sections of the program that the workers run.</summary>
    private static void AppendSections(StringBuilder text, RunReport report)
    {
        ImmutableArray<SectionReport> sections = report.Sections;
        if (sections.IsEmpty)
            return;
        text.Append(CultureInfo.InvariantCulture, $"program as worker {sections[0].Worker} and the host had it\n");
        foreach (SectionReport section in sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"         {section}\n");
            int cellsPerMark = (section.Cells.Length + (Columns * MostRows) - 1) / (Columns * MostRows);
            if (cellsPerMark > 0)
                AppendMarks(text, section.Cells, cellsPerMark);
        }
    }

    /// <summary>How many pages of a worker are shared and how many private, as /proc shows them now; dashes where it shows none.</summary>
    public static (string Shared, string Private) CountNow(IRun run, int worker)
    {
        PageReading reading = run.ReadPages(worker, new PageState[run.Pages.Cells]);
        return reading.Source == PageMapSource.Nowhere ? ("-", "-") : (Text(reading.Shared), Text(reading.Private));

        static string Text(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
    }

    private static void AppendMarks(StringBuilder text, ReadOnlySpan<PageState> cells, int cellsPerMark)
    {
        int marks = (cells.Length + cellsPerMark - 1) / cellsPerMark;
        for (int mark = 0; mark < marks; mark++)
        {
            if (mark % Columns == 0)
                text.Append(' ', 9);
            int start = mark * cellsPerMark;
            text.Append(Marks[(int)Most(cells[start..Math.Min(start + cellsPerMark, cells.Length)])]);
            if ((mark + 1) % Columns == 0 || mark == marks - 1)
                text.Append('\n');
        }
    }

    /// <summary>What stands for several cells: one copied page among shared ones must not be lost.</summary>
    private static PageState Most(ReadOnlySpan<PageState> cells)
    {
        PageState most = PageState.Untouched;
        foreach (PageState cell in cells)
            most = cell > most ? cell : most;
        return most;
    }

    private static string Name(WorkerReport worker) =>
        worker.Role == WorkerRole.Intruder ? "intruder" : $"worker {worker.Index.ToString(CultureInfo.InvariantCulture)}";

    private static string Counts(WorkerReport worker) => worker.Pages is { } pages
        ? $"shared {pages.Shared.ToString("#,0", CultureInfo.InvariantCulture)}, private {pages.Private.ToString("#,0", CultureInfo.InvariantCulture)}"
            + (worker.Usage is { } usage ? $", minor faults {usage.MinorFaults.ToString("#,0", CultureInfo.InvariantCulture)}" : "")
        : "n/a";

    private static string Words(PageMapSource source) => source switch
    {
        PageMapSource.LastAct => " (as it saw them right before its last act)",
        PageMapSource.LastSample => " (a sample from outside, taken before it died)",
        PageMapSource.Nowhere => ": it did not live to look",
        _ => "",
    };
}
