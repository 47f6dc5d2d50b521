using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Screens.Workbench;

namespace Sandbox.Tui.Tests.Screens;

public class TableTests
{
    private static string[] AllColumns =>
    [
        ColumnId.Index, ColumnId.Pid, ColumnId.Tid, ColumnId.State, ColumnId.Status, ColumnId.Meaning, ColumnId.Sum, ColumnId.Expected, ColumnId.Right,
        .. ExtraColumns.All.Select(column => column.Shown.Head),
    ];

    [Fact]
    public void O_sorts_by_the_next_column_and_puts_what_failed_first()
    {
        Screen screen = Ended("segfault", 20).Press("o o");
        Assert.Equal(ColumnId.State, screen.Model.Workbench.Table.Sort);
        Assert.Equal([2, 0, 1, 3], Rows(screen).Take(4));
        Assert.Contains("state     ▲", screen.Text);
    }

    [Fact]
    public void Shift_O_sorts_the_other_way_round()
    {
        Assert.Equal([19, 18, 17], Rows(Ended("segfault", 20).Press("O")).Take(3));
        Assert.Contains("#▼", Ended("segfault", 20).Press("O").Text);
    }

    [Fact]
    public void Every_column_can_be_sorted_by_and_the_round_ends_where_it_began()
    {
        Screen screen = Ended("segfault", 20, 200, 60);
        List<string> columns = TableColumns.Of(screen.Model.Run!, 200, screen.Model.Glyphs).Heads;
        Assert.Equal(AllColumns.Order(), columns.Order());
        foreach (string column in columns)
        {
            Assert.Equal(column, screen.Model.Workbench.Table.Sort);
            Assert.Equal(Enumerable.Range(0, 20), Rows(screen).Order());
            screen.Press("o");
        }
        Assert.Equal(ColumnId.Index, screen.Model.Workbench.Table.Sort);
    }

    [Theory]
    [InlineData("faults")]
    [InlineData("started ms")]
    [InlineData("sum")]
    public void Rows_are_sorted_by_the_numbers_of_a_column_and_those_without_one_come_last(string head)
    {
        Screen screen = Ended("segfault", 20, 200, 60);
        RunReport report = screen.Model.Run!.Report!;
        screen.Tell(new Message.RunEnded(report with { Workers = [.. report.Workers.Select(Shuffled)] }));
        screen.Press(string.Join(' ', Enumerable.Repeat("o", TableColumns.Of(screen.Model.Run!, 200, screen.Model.Glyphs).Heads.IndexOf(head))));

        // 7 has the inverse 3 modulo 20: the worker with the number n is n * 3 % 20. Worker 2 has none.
        Assert.Equal(Enumerable.Range(0, 20).Select(number => number * 3 % 20).Where(index => index != 2).Append(2), Rows(screen));

        static WorkerReport Shuffled(WorkerReport worker)
        {
            int number = worker.Index * 7 % 20;
            return worker.Index == 2
                ? worker with { Usage = null, StartedMs = null, Sum = null }
                : worker with { Usage = new UsageReport(0, 0, 0, number, 0), StartedMs = number / 1000.0, Sum = number };
        }
    }

    [Theory]
    [InlineData(60, 18)]
    [InlineData(80, 24)]
    [InlineData(100, 30)]
    [InlineData(200, 60)]
    public void C_shows_the_columns_for_which_there_was_no_room_and_leads_back(int columns, int rows)
    {
        Screen screen = Ended("segfault", 20, columns, rows);
        string first = screen.Text;
        HashSet<string> seen = [];
        do
        {
            seen.UnionWith(TableColumns.Of(screen.Model.Run!, columns, screen.Model.Glyphs, screen.Model.Workbench.Table).Heads);
            screen.Press("c");
        }
        while (screen.Model.Workbench.Table.Page != 0);
        // A narrow terminal drops two of the first page's columns; Enter shows them.
        Assert.Empty(AllColumns.Except(seen).Except(columns < 80 ? [ColumnId.Expected, ColumnId.Pid] : []));
        Assert.Equal(first.Split('\n')[9..], screen.Text.Split('\n')[9..]);
    }

    [Fact]
    public void C_shows_page_faults_at_80x24()
    {
        Screen screen = Ended("segfault", 4).Press("c");
        Assert.Matches(@"# +pid state +faults  user ms   sys ms", screen.Text);
        Assert.Matches(@"(?m)^! 2 +4713 ✗ signaled +219 +6\.5 ", screen.Text);
    }

    [Fact]
    public void While_workers_sum_the_bars_are_on_every_page_of_the_columns()
    {
        Screen screen = new Screen().Press("r c").Tell(new Message.RunStarted(1));
        screen.Tell(new Message.BoardRead(new WorkerSnapshot[] { new(0, WorkerStage.Summing, 4711, 4711, 50, 100) }, 10));
        Assert.Equal(1, screen.Model.Workbench.Table.Page);
        Assert.Contains(" 50%", screen.Text);
    }

    [Theory]
    [InlineData("s i g s e g v", "2")]
    [InlineData("S I G N A L E D", "2")]
    [InlineData("n o Space s u m", "2")]
    [InlineData("0 x 0 0 0 b", "2")]
    [InlineData("4 7 1 3", "2")]
    [InlineData("1 9", "8 19")]
    [InlineData("z z z", "")]
    public void A_slash_filters_by_what_a_row_says(string keys, string rows)
    {
        Screen screen = Ended("segfault", 20).Press($"/ {keys} Enter");
        Assert.Equal(rows, string.Join(' ', Rows(screen)));
        Assert.Equal(Room(screen), Rows(screen.Press("Esc")).Length);
    }

    [Fact]
    public void N_leads_to_the_next_row_that_the_filter_leaves_and_round()
    {
        Screen screen = Ended("segfault", 20).Press("/ e x i t s Backspace Enter n n");
        Assert.Equal(Enumerable.Range(0, 20).Where(index => index != 2).Take(Room(screen)), Rows(screen));
        Assert.Equal(3, screen.Model.Chosen);
        Assert.Equal(19, screen.Press("N N N").Model.Chosen);
        Assert.Equal(0, screen.Press("n").Model.Chosen);
    }

    [Fact]
    public void The_cursor_stays_with_its_worker_when_the_rows_move()
    {
        Screen screen = Ended("segfault", 20).Press("PgDn o o O");
        // It began on the worker that failed.
        Assert.Equal(2 + Room(screen), screen.Model.Chosen);
        Assert.Matches($@"(?m)^ ▸ *{2 + Room(screen)} ", screen.Text);
    }

    [Fact]
    public void F_follows_the_worker_of_the_newest_event()
    {
        Screen screen = new Screen().With(RunSettings.Workers, "100").Press("r f").Tell(new Message.RunStarted(100));
        screen.Tell(new Message.RunHappened(ImmutableArray.Create<RunEvent>(new RunEvent.WorkerStarted(1, 70, 4781))));
        Assert.Equal(70, screen.Model.Chosen);
        Assert.Contains(70, Rows(screen));
        Assert.Contains("following", screen.Text);
        screen.Press("Home").Tell(new Message.RunHappened(ImmutableArray.Create<RunEvent>(new RunEvent.WorkerStarted(2, 71, 4782))));
        Assert.Equal(0, screen.Model.Chosen);
    }

    [Fact]
    public void Enter_shows_all_of_a_worker_and_Right_the_next_one()
    {
        Screen screen = Ended("segfault", 4).Press($"{string.Join(' ', Enumerable.Repeat("Down", Form.Rows - 1))} Enter");
        Assert.Equal(2, screen.Model.Chosen);
        Assert.Contains("0x000b = 11: killed by SIGSEGV (11); a shell shows 139", screen.Text);
        Assert.Contains("✗ none was stored", screen.Text);
        Assert.Contains("worker 3 of 4", screen.Press("Right").Text);
        Assert.DoesNotContain("worker 3 of 4", screen.Press("Esc").Text);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(60, 18)]
    public void All_of_a_worker_fits(int columns, int rows)
    {
        string text = Ended("segfault", 4, columns, rows).Press("PgDn Enter").Text;
        foreach (string label in (string[])["role", "kind", "slice", "expected sum", "sum", "state", "status", "macros", "time", "memory", "array pages", "started", "ended", "reaped"])
            Assert.True(Regex.IsMatch(text, $"│ +{label}  "), $"{label} is not in\n{text}");
    }

    [Fact]
    public void Four_thousand_rows_are_sorted_and_filtered_without_loss()
    {
        Screen screen = Ended("segfault", 4096).Press("o o O / e x i t Enter End");
        Assert.Equal(0, screen.Model.Chosen);
        Assert.Contains("4,095 of 4,096", screen.Text);
    }

    private static Screen Ended(string fault, int workers, int columns = 80, int rows = 24)
    {
        Screen screen = new Screen(columns, rows).With(RunSettings.Fault, fault).With(RunSettings.Workers, $"{workers}").Press("r");
        return screen.Tell(new Message.RunEnded(ScreenReports.OfProcesses(screen.Started, WaitStatus.OfSignal(11), Verdict.Contained)))
            .Tell(new Message.RunStarted(workers));
    }

    /// <summary>How many rows there is room for.</summary>
    private static int Room(Screen screen) => BenchLayout.Of(screen.Model.Room).TableRows;

    /// <summary>The workers whose rows are seen, from the top.</summary>
    private static int[] Rows(Screen screen) =>
        [.. Regex.Matches(screen.Text, @"(?m)^[! ][▸ ] *(\d+) +\d+ [✓✗ !‖–] ").Select(match => int.Parse(match.Groups[1].Value))];
}
