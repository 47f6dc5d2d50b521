using System.Collections.Immutable;
using Sandbox.Core.Lessons;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Sandbox.Tui.Views;

namespace Sandbox.Tui.Screens.Lessons;

/// <summary>The table of the lessons, with what was reached in each; above it how many are done, of all and of each path, below it the chosen one in full.</summary>
internal sealed class LessonList : TablePage<int>
{
    private const int FootRows = 4;
    private const int BarWidth = 20;
    private const int PathBarWidth = 8;

    private readonly ImmutableArray<RowColumn<int>> _columns;
    private (ImmutableArray<Lesson>? All, string Filter, LessonProgress? Progress) _bound = (null, "", null);
    private List<int> _rows = [];

    public LessonList(IScreen screen) : base(screen, headRows: 2, FootRows, fades: false) => _columns =
    [
        new("", 4, row => Numbers.Plain(row + 1), _ => Ink.Dim, AtRight: true),
        new("right", 6, Reached, row => IsAllRight(row) ? Ink.Good : Best(row) is null ? Ink.Dim : Ink.Plain),
        new("lesson", 0, row => Of(row).Title),
        new("open", 8, Open, row => Progress.PlaceIn(Of(row)) is not null ? Ink.Accent : Ink.Warning),
        new("path", 7, row => LessonPaths.TitleOf(Of(row)), _ => Ink.Dim),
        new("level", 12, row => Of(row).Level, _ => Ink.Dim),
        new("min", 4, row => Numbers.Plain(Of(row).Minutes), _ => Ink.Dim, AtRight: true),
    ];

    protected override void BindTable(AppModel model)
    {
        LessonsModel lessons = model.Lessons;
        if (lessons.All != _bound.All || lessons.Filter != _bound.Filter || lessons.Progress != _bound.Progress)
            (_bound, _rows) = ((lessons.All, lessons.Filter, lessons.Progress), lessons.Found);
        Table.Empty = lessons switch
        {
            { All: null } => ("The lessons are being read.", Ink.Plain),
            { All: [] } => ("There are no lessons.", Ink.Warning),
            _ => ("no lesson has that in it", Ink.Warning),
        };
        Table.Bind(_rows, _columns, Math.Max(0, _rows.IndexOf(lessons.Selected)), 0, model.Glyphs);
    }

    protected override (string Text, bool Typing, string Found) Filter(AppModel model) =>
        (model.Lessons.Filter, model.Lessons.Typing, $"{_rows.Count} of {model.Lessons.All?.Length ?? 0}");

    protected override void DrawHead(AppModel model, Canvas canvas)
    {
        LessonsModel lessons = model.Lessons;
        int x = canvas.Put(1, 0, "lessons", Ink.Title) + 2;
        if (lessons.All is not { IsEmpty: false } all)
            return;
        int done = all.Count(lesson => lessons.Progress.Of(lesson.Id).Best is not null);
        ProgressBar.Draw(canvas, x, 0, BarWidth, (double)done / all.Length, model.Glyphs);
        x = canvas.Put(x + BarWidth + 1, 0, $"{done} of {all.Length} done", done == all.Length ? Ink.Good : Ink.Plain);
        if (lessons.Problem is { } problem)
            Lines.PutCut(canvas, x + 2, 0, $"{problem} (all: sandbox scenario list)", Ink.Warning, canvas.Size.Columns - x - 3, model.Glyphs);
        DrawPaths(model, canvas, all);
    }

    /// <summary>How far one is on each path: that of the cursor in full, the others as far as there is room.</summary>
    private static void DrawPaths(AppModel model, Canvas canvas, ImmutableArray<Lesson> all)
    {
        string here = model.Lessons.Current is { } lesson ? LessonPaths.TitleOf(lesson) : "";
        List<string> paths = LessonPaths.TitlesOf(all);
        // That of the cursor is there, however many there are.
        if (paths.Remove(here))
            paths.Insert(0, here);
        int x = 1, last = canvas.Size.Columns - 1;
        foreach (string path in paths)
        {
            PathProgress progress = new(model.Lessons.Progress, all, path);
            string count = $"{progress.Done} of {progress.Lessons}", open = path == here ? progress.Open : "";
            if (x > 1 && x + path.Length + PathBarWidth + count.Length + open.Length + 2 > last)
                break;
            x = canvas.Put(x, 1, path, path == here ? Ink.Strong : Ink.Dim) + 1;
            ProgressBar.Draw(canvas, x, 1, PathBarWidth, (double)progress.Done / progress.Lessons, model.Glyphs);
            x = canvas.Put(x + PathBarWidth + 1, 1, count, progress.Done == progress.Lessons ? Ink.Good : Ink.Plain);
            x = canvas.Put(x, 1, open, Ink.Accent) + 3;
        }
    }

    protected override void DrawFoot(AppModel model, Canvas canvas)
    {
        if (_rows.Count == 0 || model.Lessons.Current is not { } lesson)
            return;
        string reached = Best(model.Lessons.Selected) is { } best ? $"{best.Right} of {best.Of} predictions came true so far; " : "";
        string opens = model.Lessons.Progress.PlaceIn(lesson) is null ? "opens this one" : "goes on where you left it";
        string missed = model.Lessons.All!.Value.Any(one => model.Lessons.Progress.CountMissed(one) > 0) ? $", {KeyTable.KeyOf(model, ScreenAction.AskMissed)} asks what you missed" : "";
        string exercise = model.Exercise.HasTask(lesson.Id) ? $", {KeyTable.KeyOf(model, ScreenAction.OpenExercise)} opens the exercise itself" : "";
        Lines.Rule(canvas, 0, $"{reached}{KeyTable.KeyOf(model, ScreenAction.Choose)} {opens}{exercise}{missed}", Ink.Dim, model.Glyphs);
        Lines.PutWrapped(canvas, 1, 1, $"{lesson.Title}: {lesson.Summary}", Ink.Plain, canvas.Size.Columns - 2, FootRows - 1, model.Glyphs);
    }

    private Lesson Of(int row) => Screen.Model.Lessons.All!.Value[row];

    private LessonProgress Progress => Screen.Model.Lessons.Progress;

    private LessonScore? Best(int row) => Progress.Of(Of(row).Id).Best;

    private string Open(int row) => Progress.PlaceIn(Of(row)) is not null ? "halfway" : Progress.CountMissed(Of(row)) is > 0 and var missed ? $"missed {missed}" : "";

    private bool IsAllRight(int row) => Best(row) is { } best && best.Right == best.Of;

    private string Reached(int row) => Best(row) is { } best
        ? $"{(IsAllRight(row) ? Screen.Model.Glyphs.Right : " ")} {best.Right}/{best.Of}"
        : $"  {Screen.Model.Glyphs.Unknown}";
}
