using Sandbox.Core.Export;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Interactive;

namespace Sandbox.Tui.Tests.Screens;

public class CodeKeysTests
{
    [Fact]
    public void The_program_is_that_of_what_is_set_up_line_for_line()
    {
        Screen screen = new Screen().With(RunSettings.Fault, "segfault").Press("6");
        string[] program = CProgram.Of(screen.Model.Workbench.Draft.Spec!).TrimEnd('\n').Split('\n');
        var seen = new List<string>();
        for (int page = 0; page * 20 < program.Length + 40; page++, screen.Press("PgDn"))
            seen.AddRange(screen.Text.Split('\n')[2..22].Select(line => line.Length > 6 ? line[6..] : ""));
        Assert.All(program.Where(line => line.Length < 74), line => Assert.Contains(line.Replace("\t", "    ").TrimEnd(), seen));
        Assert.Contains("--fault segfault", screen.Text);
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
            Assert.Equal($"wrote processes-segfault-2.c: {CProgram.GccCommand("processes-segfault-2.c")}", ProgramFile.Write(spec, folder).Text);
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
}
