using Sandbox.Core.Lessons;
using System.Text;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Lessons;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Tests.Tools;

namespace Sandbox.Tui.Tests.Screens;

/// <summary>The tab bar and the footer, once for each size: over every view and in every state that changes them.</summary>
public class BarsGoldenTests
{
    private static readonly (string Name, Func<Screen, Screen> To)[] OfAnyView =
    [
        ("nothing was run", screen => screen),
        ("a run is under way", screen => Stories.Segfault(screen)),
        ("a run is over", screen => Stories.SegfaultEnded(screen)),
    ];

    private static readonly (string Name, Func<Screen, Screen> To)[] Others =
    [
        ("the host is being started", screen => screen.Press("r").Tell(new Message.RunStarted(4))),
        ("the display is paused", screen => Stories.Segfault(screen).Press("Space")),
        ("a run is lost", screen => Stories.Segfault(screen).Tell(new Message.RunEnded(ScreenReports.OfLostThreads(screen.Started, WaitStatus.OfSignal(11))))),
        ("a run hung", screen => Stories.Segfault(screen).Tell(new Message.RunEnded(ScreenReports.OfProcesses(screen.Started, WaitStatus.OfSignal(9), Verdict.Hung)))),
        ("a run waits for its next step", screen => PageStories.Stepped(screen, Step.Start)),
        ("a list of choices is open", screen => screen.Press("Down Enter")),
        ("the presets are open", screen => screen.Press("p")),
        ("the help is open", screen => screen.Press("?")),
        ("the matrix is being filled", screen => screen.Press("0 r")),
        ("a lesson is read", screen => Lesson(screen)),
        ("a lesson asks", screen => Lesson(screen).Press("End Enter")),
    ];

    [Theory]
    [InlineData(60, 18)]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    [InlineData(200, 60)]
    public void The_tab_bar_and_the_footer(int columns, int rows)
    {
        var text = new StringBuilder();
        foreach ((string name, Func<Screen, Screen> to) in OfAnyView)
        {
            foreach (IView view in ViewTable.All)
                text.Append($"{view.Title}, {name}\n{to(Of(columns, rows)).Press($"{view.Opening.Keys[0]}").Bars}\n");
        }
        foreach ((string name, Func<Screen, Screen> to) in Others)
            text.Append($"{name}\n{to(Of(columns, rows)).Bars}\n");
        Golden.Check($"bars-{columns}x{rows}", text.ToString());
    }

    private static Screen Of(int columns, int rows) => new(columns, rows, columns == 60 ? Glyphs.Ascii : null);

    private static Screen Lesson(Screen screen) => screen.Press("9")
        .Tell(new Message.LessonsRead(
            LessonLibrary.Read([LessonLibrary.OwnFolder(AppContext.BaseDirectory)]).Lessons, LessonProgress.None, null))
        .Press("Enter");
}
