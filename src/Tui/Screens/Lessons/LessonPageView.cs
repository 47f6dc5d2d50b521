using System.Collections.Immutable;
using Sandbox.Core.Lessons;
using Sandbox.Tui.App;
using Sandbox.Tui.Lessons;
using Sandbox.Tui.Screens.Workbench;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Sandbox.Tui.Views;
using Terminal.Gui.ViewBase;

namespace Sandbox.Tui.Screens.Lessons;

/// <summary>The page of an open lesson: where one is in it, the text, the answer that is typed, the workers of its run.</summary>
internal sealed class LessonPageView : ModelView
{
    private const int HeadRows = 2;
    private const int AnswerRows = 2;
    private const int AnswerAt = 15;
    private const int AnswerWidth = 28;

    private readonly PaintedView _head;
    private readonly LessonTextView _text;
    private readonly PaintedView _hint;
    private readonly AnswerField _answer;
    private readonly PaintedView _workers;
    private object? _shown;
    private (int Text, int Workers, bool Typed) _laidOut = (-1, 0, false);

    public LessonPageView(IScreen screen) : base(screen)
    {
        _head = new PaintedView(screen, DrawHead) { Width = Dim.Fill(), Height = HeadRows };
        _text = new LessonTextView(screen) { Y = HeadRows, Width = Dim.Fill() };
        _hint = new PaintedView(screen, DrawHint) { Width = Dim.Fill(), Height = AnswerRows, Visible = false };
        _answer = new AnswerField(screen, _text) { X = AnswerAt, Width = AnswerWidth };
        _workers = new PaintedView(screen, DrawWorkers) { Width = Dim.Fill(), Visible = false };
        _text.ViewportChanged += (_, _) => _head.SetNeedsDraw();
        Add(_head, _text, _hint, _answer, _workers);
    }

    public override void Bind(AppModel model)
    {
        LessonsModel lessons = model.Lessons;
        // What is live is the table; the text stays as long as the lesson does.
        var shown = (lessons, model.Glyphs, model.Keys, model.Size, model.Room);
        bool changed = !shown.Equals(_shown);
        if (changed)
        {
            _shown = shown;
            ImmutableArray<TextBlock> blocks = [.. LessonPage.Blocks(model)];
            Place(model, blocks);
            _text.Show(blocks, lessons.Choices.IsEmpty ? -1 : lessons.Cursor, (lessons.Stage, lessons.Selected, lessons.Step, lessons.Answers.Length));
            if (lessons.AnswerIsTyped)
                _answer.Show(lessons.Typed);
            _head.SetNeedsDraw();
        }
        else
        {
            Place(model, null);
        }
        if (_workers.Visible)
            _workers.SetNeedsDraw();
    }

    private void Place(AppModel model, ImmutableArray<TextBlock>? blocks)
    {
        bool typed = model.Lessons.AnswerIsTyped;
        int workers = LessonPage.TableRows(model, model.Room), room = Math.Max(1, model.Room.Rows - HeadRows - workers);
        // The answer is typed right below the question.
        int text = !typed ? room : blocks is { } known ? Math.Clamp(LessonTextView.RowsOf(known, model.Size.Columns), 1, Math.Max(1, room - AnswerRows)) : _laidOut.Text;
        if ((text, workers, typed) == _laidOut)
            return;
        bool before = _laidOut.Typed;
        _laidOut = (text, workers, typed);
        _text.Height = text;
        (_hint.Visible, _hint.Y, _answer.Visible, _answer.Y) = (typed, HeadRows + text, typed, HeadRows + text);
        (_workers.Visible, _workers.Y, _workers.Height) = (workers > 0, Pos.AnchorEnd(workers), workers);
        if (typed && !before)
            _answer.SetFocus();
        else if (before && !typed)
            _text.SetFocus();
    }

    private void DrawHead(AppModel model, Canvas canvas)
    {
        LessonsModel lessons = model.Lessons;
        if (lessons.Current is not { } lesson)
            return;
        string where = Where(lessons, lesson);
        canvas.PutRight(canvas.Size.Columns - 1, 0, where, Ink.Dim);
        Lines.PutCut(canvas, 1, 0, lesson.Title, Ink.Title, canvas.Size.Columns - where.Length - 4, model.Glyphs);
        string enter = KeyTable.KeyOf(model, ScreenAction.Choose), more = $"more below: {enter} turns the page";
        bool chosen = lessons is { Choices.IsEmpty: false, Cursor: >= 0 } || lessons.AnswerIsTyped;
        Lines.Rule(canvas, 1, _text.HasMore ? chosen ? $"more below: {KeyTable.KeyOf(model, ScreenAction.PageDown)}" : more : Next(lessons, enter), Ink.Dim, model.Glyphs);
    }

    private static void DrawHint(AppModel model, Canvas canvas)
    {
        if (model.Lessons.Question is not { } question)
            return;
        canvas.Put(1, 0, "your answer: ", Ink.Key);
        Lines.PutCut(canvas, 1, 1, $"{Answers.Allowed(question)}; {KeyTable.KeyOf(model, ScreenAction.Choose)} takes it", Ink.Dim, canvas.Size.Columns - 2, model.Glyphs);
    }

    private static void DrawWorkers(AppModel model, Canvas canvas)
    {
        if (model.Seen is not { } run)
            return;
        int rows = canvas.Size.Rows - LessonPage.TableAround;
        Lines.Rule(canvas, 0, run.HasChildren ? "what waitpid brought; the other views show the same run" : "what was left of the threads; the other views show the same run", Ink.Dim, model.Glyphs);
        TableColumns columns = TableColumns.Of(run, canvas.Size.Columns, model.Glyphs, new TableModel());
        columns.DrawHead(canvas, 1);
        // The worker that the fault is in, where not all fit.
        int faulty = run.Spec.Faulty is [var only, ..] ? only : run.WorkerCount - 1;
        int first = Math.Clamp(faulty - rows / 2, 0, Math.Max(0, run.WorkerCount - rows));
        for (int row = 0; row < rows && first + row < run.WorkerCount; row++)
            WorkerTable.DrawRow(model, run, first + row, columns, canvas, 2 + row);
        SummaryView.DrawHost(model, run, canvas, canvas.Size.Rows - 1);
    }

    private static string Next(LessonsModel lessons, string enter) => lessons.Stage switch
    {
        LessonStage.Read => $"{enter} goes on to the questions",
        LessonStage.Predict when lessons is { AnswerIsTyped: false, Cursor: < 0 } => "choose: a letter, or Up and Down",
        LessonStage.Predict => $"{enter} takes your answer",
        LessonStage.Observe when lessons.Waiting => "it runs",
        LessonStage.Observe => $"{enter} runs it",
        _ => $"{enter} goes on",
    };

    private static string Where(LessonsModel lessons, Lesson lesson)
    {
        string step = lessons.Review is { } review ? $"missed before, {review.Questions.Length - review.Asked} to go, " : lesson.Steps.Length > 1 ? $"run {lessons.Step + 1} of {lesson.Steps.Length}, " : "";
        return lessons.Stage switch
        {
            LessonStage.Read => "read",
            LessonStage.Predict => $"{step}prediction {lessons.Answers.Length + 1} of {lessons.CurrentStep?.Predictions.Length}",
            LessonStage.Observe => $"{step}observe",
            LessonStage.Explain => $"{step}what came of it",
            _ => "the end",
        };
    }
}
