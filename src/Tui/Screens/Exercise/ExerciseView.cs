using Sandbox.Core.Text;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Sandbox.Tui.Views;
using Terminal.Gui.ViewBase;

namespace Sandbox.Tui.Screens.Exercise;

/// <summary>The two programs of an exercise, side by side or one above the other: each scrolls by itself. Above them the task, the pages, and what came of it.</summary>
internal sealed class ExerciseView : ModelView
{
    private const int HeadRows = 4, FileAt = 7;

    private readonly PaintedView _head;
    private readonly PaintedView _fileRow;
    private readonly EditField _file;
    private readonly Half[] _halves;
    private readonly PaintedView _line;
    private (bool Stacked, Size Room) _laidOut;
    private bool _typed;

    public ExerciseView(IScreen screen) : base(screen)
    {
        _head = new PaintedView(screen, DrawHead) { Width = Dim.Fill(), Height = HeadRows };
        _fileRow = new PaintedView(screen, (_, canvas) => canvas.Put(1, 0, "file:", Ink.Key)) { Y = HeadRows - 1, Width = Dim.Fill(), Height = 1, Visible = false };
        _file = new EditField(screen) { X = FileAt, Y = HeadRows - 1, Width = Dim.Fill(1) };
        _line = new PaintedView(screen, (model, canvas) =>
        {
            for (int y = 0; y < canvas.Size.Rows; y++)
                canvas.Fill(0, y, 1, model.Glyphs.Vertical, Ink.Track);
        });
        _halves = [new Half(screen, ExerciseSide.Broken), new Half(screen, ExerciseSide.Own)];
        Add(_head, _halves[0].Title, _halves[0].Text, _line, _halves[1].Title, _halves[1].Text, _fileRow, _file);
    }

    public override void Bind(AppModel model)
    {
        ExerciseModel exercise = model.Exercise;
        LayOut(model);
        foreach (Half half in _halves)
            half.Bind(model);
        bool typing = exercise.Typing;
        if (typing != _typed)
            _fileRow.Visible = _typed = typing;
        // Whoever left it by Tab is on the way to a place already.
        bool held = _file.HasFocus;
        if (_file.Bind(typing, typing, exercise.OwnFile) && held)
            _halves[(int)ExerciseSide.Own].Text.SetFocus();
        _head.SetNeedsDraw();
        _line.SetNeedsDraw();
        if (typing)
            _fileRow.SetNeedsDraw();
    }

    private void LayOut(AppModel model)
    {
        bool stacked = model.Exercise.Stacked;
        Size room = model.Room;
        if ((stacked, room) == _laidOut)
            return;
        _laidOut = (stacked, room);
        int left = (room.Columns - 1) / 2, upper = Math.Max(3, (room.Rows - HeadRows) / 2);
        _line.Visible = !stacked;
        (_line.X, _line.Y, _line.Width, _line.Height) = (left, HeadRows, 1, Dim.Fill());
        if (stacked)
        {
            _halves[0].Place(0, HeadRows, Dim.Fill(), upper);
            _halves[1].Place(0, HeadRows + upper, Dim.Fill(), null);
        }
        else
        {
            _halves[0].Place(0, HeadRows, left, null);
            _halves[1].Place(left + 1, HeadRows, Dim.Fill(), null);
        }
    }

    private static void DrawHead(AppModel model, Canvas canvas)
    {
        ExerciseModel exercise = model.Exercise;
        int width = canvas.Size.Columns - 2;
        if (exercise.OpenTask is not { } task)
        {
            canvas.Put(1, 0, "exercise", Ink.Title);
            Lines.PutWrapped(canvas, 1, 1, exercise.Problem is { } problem ? Quoted.Bare(problem) : exercise.Tasks is null ? "The tasks are being read." : "There are no tasks.", Ink.Warning, width, HeadRows - 1, model.Glyphs);
            return;
        }
        int x = canvas.Put(1, 0, "exercise ", Ink.Title);
        string now = Now(exercise);
        Lines.PutCut(canvas, x, 0, task.Title, Ink.Strong, width - x - now.Length, model.Glyphs);
        canvas.PutRight(canvas.Size.Columns - 1, 0, now, Ink.Accent);
        Lines.PutCut(canvas, 1, 1, task.Summary, Ink.Plain, width, model.Glyphs);
        x = 1;
        for (int page = 0; page < exercise.Pages; page++)
        {
            Ink ink = page < ExerciseModel.FirstCasePage || exercise.Own.Results.Length <= page - ExerciseModel.FirstCasePage ? Ink.Dim
                : exercise.Own.Results[page - ExerciseModel.FirstCasePage].Passed ? Ink.Good : Ink.Bad;
            x = canvas.Put(x, 2, ExercisePages.NameOf(page), page == exercise.Page ? new Style(ink == Ink.Dim ? Ink.Strong : ink, Lit: true) : ink) + 2;
        }
        if (exercise.Typing)
            return;
        string about = exercise.Case is { } one
            ? one.Name + (one.Inject.IsEmpty ? "" : $" (--inject {Quoted.Bare(string.Join(" --inject ", one.Inject.Select(injection => injection.Asked)))})")
            : exercise.Page == ExerciseModel.SourcePage ? "the program that is given, and yours" : "what the compiler said";
        Lines.PutCut(canvas, 1, 3, about, Ink.Dim, width, model.Glyphs);
    }

    private static string Now(ExerciseModel exercise) => !exercise.Live ? "" : exercise.Stopping ? "being ended" : exercise.Now switch
    {
        ExerciseEvent.Running running => $"running case {Numbers.Plain(running.Case + 1)} of {Whose(running.Side)}",
        ExerciseEvent.Judged judged => $"judging {Whose(judged.Side)}",
        ExerciseEvent { Side: var side } => $"compiling {Whose(side)}",
        _ => "starting",
    };

    private static string Whose(ExerciseSide side) => side == ExerciseSide.Own ? "yours" : "the broken one";

    /// <summary>One program: its name and what came of it, and below that the page.</summary>
    private sealed class Half
    {
        private readonly ExerciseSide _side;
        private (int Page, int Chosen) _page;

        public Half(IScreen screen, ExerciseSide side)
        {
            _side = side;
            Title = new PaintedView(screen, DrawTitle) { Height = 1 };
            Text = new LinesView(screen);
            // Whose text the keys scroll is seen.
            Text.HasFocusChanged += (_, _) => Title.SetNeedsDraw();
        }

        public PaintedView Title { get; }

        public LinesView Text { get; }

        /// <summary>Puts it somewhere; <c>null</c> for all the rows that are left.</summary>
        public void Place(int x, int y, Dim width, int? rows)
        {
            (Title.X, Title.Y, Title.Width) = (x, y, width);
            (Text.X, Text.Y, Text.Width, Text.Height) = (x, y + 1, width, rows is { } count ? count - 1 : Dim.Fill());
        }

        public void Bind(AppModel model)
        {
            Text.Show(ExercisePages.Of(model, _side));
            if (_page != (model.Exercise.Page, model.Exercise.Chosen))
            {
                _page = (model.Exercise.Page, model.Exercise.Chosen);
                Text.Take(ScreenAction.First);
            }
            Title.SetNeedsDraw();
        }

        private void DrawTitle(AppModel model, Canvas canvas)
        {
            ExerciseModel exercise = model.Exercise;
            if (exercise.OpenTask is null)
                return;
            canvas.Fill(0, 0, canvas.Size.Columns, model.Glyphs.Horizontal, Ink.Track);
            Piece verdict = ExercisePages.Verdict(exercise, _side);
            int room = canvas.Size.Columns - 1 - (verdict.Text.Length > 0 ? Cells.Of(verdict.Text) + 2 : 0);
            string name = _side == ExerciseSide.Own ? $"yours: {Quoted.Bare(exercise.OwnFile)}" : "broken";
            // The end of a path says most.
            if (_side == ExerciseSide.Own && Cells.Of(name) > room - 2)
                name = $"{model.Glyphs.Ellipsis}{name[Math.Min(name.Length, name.Length - room + 2 + model.Glyphs.Ellipsis.Length)..]}";
            canvas.Put(0, 0, $"{(Text.HasFocus ? model.Glyphs.Pointer : " ")}{name} ", Text.HasFocus ? Ink.Strong : Ink.Plain, room);
            if (verdict.Text.Length > 0)
                canvas.PutRight(canvas.Size.Columns - 1, 0, $" {verdict.Text} ", verdict.Ink);
        }
    }
}
