using System.Collections.Immutable;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Lessons;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Sandbox.Tui.Views;

namespace Sandbox.Tui.Screens.Lessons;

/// <summary>The table of the lessons, with what was reached in each; above it how many are done, below it the chosen one in full.</summary>
internal sealed class LessonList : TablePage<int>
{
    private const int FootRows = 4;
    private const int BarWidth = 20;

    private readonly ImmutableArray<RowColumn<int>> _columns;
    private (ImmutableArray<Lesson>? All, string Filter, ImmutableDictionary<string, ProgressEntry>? Best) _bound = (null, "", null);
    private List<int> _rows = [];

    public LessonList(IScreen screen) : base(screen, headRows: 1, FootRows, fades: false) => _columns =
    [
        new("", 4, row => Numbers.Plain(row + 1), _ => Ink.Dim, AtRight: true),
        new("right", 6, Reached, row => IsAllRight(row) ? Ink.Good : Best(row) is null ? Ink.Dim : Ink.Plain),
        new("lesson", 0, row => Of(row).Title),
        new("level", 12, row => Of(row).Level, _ => Ink.Dim),
        new("minutes", 7, row => Numbers.Plain(Of(row).Minutes), _ => Ink.Dim, AtRight: true),
    ];

    protected override void BindTable(AppModel model)
    {
        LessonsModel lessons = model.Lessons;
        if (lessons.All != _bound.All || lessons.Filter != _bound.Filter || lessons.Best != _bound.Best)
            (_bound, _rows) = ((lessons.All, lessons.Filter, lessons.Best), lessons.Found);
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
        int done = all.Count(lesson => lessons.Best.ContainsKey(lesson.Id));
        ProgressBar.Draw(canvas, x, 0, BarWidth, (double)done / all.Length, model.Glyphs);
        x = canvas.Put(x + BarWidth + 1, 0, $"{done} of {all.Length} done", done == all.Length ? Ink.Good : Ink.Plain);
        if (lessons.Problem is { } problem)
            Lines.PutCut(canvas, x + 2, 0, $"{problem} (all: sandbox scenario list)", Ink.Warning, canvas.Size.Columns - x - 3, model.Glyphs);
    }

    protected override void DrawFoot(AppModel model, Canvas canvas)
    {
        if (_rows.Count == 0 || model.Lessons.Current is not { } lesson)
            return;
        string reached = Best(model.Lessons.Selected) is { } best ? $"{best.Right} of {best.Of} predictions came true so far; " : "";
        Lines.Rule(canvas, 0, $"{reached}{KeyTable.KeyOf(model, ScreenAction.Choose)} opens this one", Ink.Dim, model.Glyphs);
        Lines.PutWrapped(canvas, 1, 1, $"{lesson.Title}: {lesson.Summary}", Ink.Plain, canvas.Size.Columns - 2, FootRows - 1, model.Glyphs);
    }

    private Lesson Of(int row) => Screen.Model.Lessons.All!.Value[row];

    private ProgressEntry? Best(int row) => Screen.Model.Lessons.Best.GetValueOrDefault(Of(row).Id);

    private bool IsAllRight(int row) => Best(row) is { } best && best.Right == best.Of;

    private string Reached(int row) => Best(row) is { } best
        ? $"{(IsAllRight(row) ? Screen.Model.Glyphs.Right : " ")} {best.Right}/{best.Of}"
        : $"  {Screen.Model.Glyphs.Unknown}";
}
