using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.StatusWord;

/// <summary>What keys do in the view of the status word.</summary>
internal static class StatusWordUpdate
{
    private const int Page = 10;
    private const int LongestNumber = 18;

    public static AppModel Act(AppModel model, ScreenAction action)
    {
        StatusWordModel word = model.StatusWord;
        int worker = StatusWordModel.WorkerOf(model);
        if (word.Typing is { } text)
        {
            word = word with { Typing = null };
            return action == ScreenAction.Choose ? Read(model, word, text) : With(model, word);
        }
        return action switch
        {
            ScreenAction.Up => Choose(model, worker - 1),
            ScreenAction.Down => Choose(model, worker + 1),
            ScreenAction.PageUp => Choose(model, worker - Page),
            ScreenAction.PageDown => Choose(model, worker + Page),
            ScreenAction.First => Choose(model, StatusWordModel.Host),
            ScreenAction.Last => Choose(model, int.MaxValue),
            ScreenAction.Left => With(model, word with { Bit = Math.Min(word.Bit + 1, StatusWordModel.Bits - 1) }),
            ScreenAction.Right => With(model, word with { Bit = Math.Max(word.Bit - 1, 0) }),
            ScreenAction.FlipBit => With(model, word with { Made = (StatusWordModel.Shown(model)?.Raw ?? 0) & StatusWordModel.Largest ^ (1 << word.Bit) }),
            ScreenAction.Choose => With(model, word with { Typing = "" }),
            ScreenAction.Restore or ScreenAction.Back when word.Made is not null => With(model, word with { Made = null }),
            _ => model,
        };
    }

    /// <summary>While a number is being typed, every character belongs to it.</summary>
    public static bool TakesText(AppModel model, Key key) =>
        model.StatusWord.Typing is not null && (key.IsText || key == Key.Backspace);

    public static AppModel Typed(AppModel model, Key key)
    {
        string text = model.StatusWord.Typing ?? "";
        text = key == Key.Backspace ? text[..Math.Max(0, text.Length - 1)] : text + key.Rune;
        return With(model, model.StatusWord with { Typing = Cut(text) });
    }

    /// <summary>Pasted text goes into the number that is being typed, and nowhere else.</summary>
    public static AppModel Pasted(AppModel model, string text) =>
        model.StatusWord.Typing is { } typing ? With(model, model.StatusWord with { Typing = Cut(typing + text.Trim()) }) : model;

    private static AppModel Choose(AppModel model, int worker)
    {
        // Before the first run there is nobody to choose.
        int last = (model.Seen?.WorkerCount ?? 0) - 1;
        if (last < 0)
            return model;
        worker = Math.Clamp(worker, StatusWordModel.Host, last);
        StatusWordModel word = model.StatusWord with { OnHost = worker == StatusWordModel.Host, Made = null };
        return With(model, word) with { Chosen = Math.Max(0, worker) };
    }

    private static AppModel Read(AppModel model, StatusWordModel word, string text)
    {
        if (text.Trim().Length == 0)
            return With(model, word);
        try
        {
            StatusText read = StatusText.Parse(text.Trim());
            if (read.Status.Raw <= StatusWordModel.Largest)
                return With(model, word with { Made = read.Status.Raw });
            return Wrong($"{read.Status.Hex} is more than 0xffff: waitpid makes use of 16 bits");
        }
        catch (UsageException problem)
        {
            return Wrong(problem.Message);
        }

        AppModel Wrong(string why) => With(model, word) with { Notice = new Notice(why, Ink.Bad) };
    }

    private static AppModel With(AppModel model, StatusWordModel word) => model with { StatusWord = word };

    private static string Cut(string text) => text.Length <= LongestNumber ? text : text[..LongestNumber];
}
