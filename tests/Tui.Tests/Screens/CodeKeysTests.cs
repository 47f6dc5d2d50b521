using System.Globalization;
using Sandbox.Core.Export;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Tests.Tools;
using Terminal.Gui.Input;

namespace Sandbox.Tui.Tests.Screens;

public class CodeKeysTests
{
    /// <summary>In so many no line of the program is cut.</summary>
    private const int Columns = 160;

    [Fact]
    public void The_program_is_that_of_what_is_set_up_line_for_line()
    {
        Screen screen = new Screen(Columns, 40).With(RunSettings.Fault, "segfault").Press("6");
        string[] program = CProgram.Of(screen.Model.Workbench.Draft.Spec!).TrimEnd('\n').Split('\n');
        Assert.Equal(program.Where(line => line.Length > 0).Select(line => line.Replace("\t", "    ").TrimEnd()), Read(screen, program.Length));
        Assert.Contains("--fault segfault", screen.Text);
    }

    [Theory]
    [InlineData(60, 18)]
    [InlineData(80, 24)]
    public void No_line_is_so_long_that_its_end_cannot_be_read(int columns, int rows)
    {
        Screen screen = new Screen(columns, rows).With(RunSettings.Fault, "segfault").Press("6");
        CodeLine longest = CodeLine.Of(CProgram.Of(screen.Model.Workbench.Draft.Spec!)).MaxBy(line => line.Text.Length)!;
        string end = longest.Text[^20..];
        screen.Paste("").Press("/").Paste(longest.Text[^30..]).Press("Enter");
        Assert.Contains(end, screen.Text);
        Assert.Contains("›", screen.Press("Home Left Left Left Left Left Left Left Left Left Left").Text);
    }

    [Fact]
    public void A_search_brings_its_match_into_sight()
    {
        Screen screen = new Screen().Press("6 / p t h r e a d");
        int line = screen.Model.Code.Match;
        Assert.Contains(screen.Text.Split('\n'), row => row.TrimStart().StartsWith($"{line + 1} ", StringComparison.Ordinal));
        foreach (string key in new[] { "Enter", "n", "n", "n", "N" })
        {
            line = screen.Press(key).Model.Code.Match;
            Assert.Contains(screen.Text.Split('\n'), row => row.TrimStart().StartsWith($"{line + 1} ", StringComparison.Ordinal) && row.Contains("pthread", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void Letters_and_digits_of_a_search_press_no_keys()
    {
        Screen screen = new Screen().Press("6 / q 1 w");
        Assert.Equal(("q1w", "code"), (screen.Model.Code.Sought, screen.Model.View.Title));
        Assert.Empty(screen.Effects.OfType<Effect.WriteProgram>());
    }

    [Fact]
    public void The_wheel_scrolls()
    {
        Screen screen = new Screen().Press("6");
        _ = screen.Text;
        screen.Mouse(MouseFlags.WheeledUp, 20, 10);
        string top = screen.Text;
        Assert.NotEqual(top, screen.Mouse(MouseFlags.WheeledDown, 20, 10).Text);
        Assert.Equal(top, screen.Mouse(MouseFlags.WheeledUp, 20, 10).Text);
    }

    [Fact]
    public void What_is_copied_is_the_command_of_the_program_that_is_shown()
    {
        Screen screen = Stories.SegfaultEnded(new Screen()).With(RunSettings.Model, "threads").Press("6 y");
        Assert.Equal("sandbox run --model threads --fault segfault", screen.Effects.OfType<Effect.Copy>().Last().Text);
    }

    [Fact]
    public void The_pieces_of_a_line_are_the_line()
    {
        foreach (CodeLine line in CodeLine.Of(CProgram.Of(ScreenReports.Spec(("fault", "divide-by-zero")))))
            Assert.Equal(line.Text, string.Concat(line.Pieces.Select(piece => line.Text.Substring(piece.Start, piece.Length))));
    }

    [Fact]
    public void A_search_goes_from_match_to_match_and_around()
    {
        Screen screen = new Screen().Press("6 / w a i t p i d Enter");
        int first = screen.Model.Code.Match;
        Assert.Contains("waitpid", screen.Model.Code.Text!.Lines[first].Text);
        int second = screen.Press("n").Model.Code.Match;
        Assert.True(second > first);
        Assert.Equal(first, screen.Press("N").Model.Code.Match);
        int last = screen.Press("N").Model.Code.Match;
        Assert.True(last > second);
        Assert.Equal("", screen.Press("Esc").Model.Code.Sought);
    }

    [Fact]
    public void What_is_nowhere_is_said_to_be_nowhere() => Assert.Contains("is nowhere", new Screen().Press("6 / q q q q").Text);

    [Fact]
    public void W_writes_the_program_of_what_is_shown()
    {
        Screen screen = new Screen().With(RunSettings.Model, "threads").Press("6 w");
        Effect.WriteProgram write = Assert.Single(screen.Effects.OfType<Effect.WriteProgram>());
        Assert.Equal("sandbox run --model threads", RunSpecs.CommandLine(write.Spec));
    }

    [Fact]
    public void No_file_is_ever_written_over()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            RunSpec spec = ScreenReports.Spec(("fault", "segfault"));
            File.WriteAllText(Path.Combine(folder, "processes-segfault.c"), "mine");
            Assert.Equal($"wrote processes-segfault-2.c: {CProgram.GccCommand("processes-segfault-2.c", spec)}", ProgramFile.Write(spec, folder).Text);
            Assert.StartsWith("wrote processes-segfault-3.c", ProgramFile.Write(spec, folder).Text);
            Assert.Equal("mine", File.ReadAllText(Path.Combine(folder, "processes-segfault.c")));
            Assert.Equal(CProgram.Of(spec), File.ReadAllText(Path.Combine(folder, "processes-segfault-2.c")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_named() =>
        Assert.StartsWith("/proc/processes-none.c cannot be written: ", ProgramFile.Write(ScreenReports.Spec(), "/proc").Text);

    /// <summary>The lines that are not empty, read page by page, by their numbers.</summary>
    private static IEnumerable<string> Read(Screen screen, int count)
    {
        var lines = new SortedDictionary<int, string>();
        for (int page = 0; page <= count / 10; page++, screen.Press("PgDn"))
        {
            foreach (string row in screen.Text.Split('\n').Where(row => row.Length > 6 && int.TryParse(row.AsSpan(0, 5), out _) && row[5] == ' '))
                lines[int.Parse(row.AsSpan(0, 5), CultureInfo.InvariantCulture)] = row[6..Math.Min(row.Length, Columns - 1)].TrimEnd();
        }
        return lines.Values.Where(line => line.Length > 0);
    }
}
