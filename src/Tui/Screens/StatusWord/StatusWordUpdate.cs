using Sandbox.Core.Text;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.StatusWord;

/// <summary>What keys do in the view of the status word.</summary>
internal static class StatusWordUpdate
{
    private const int LongestNumber = 18;

    public static AppModel Act(AppModel model, ScreenAction action)
    {
        StatusWordModel word = model.StatusWord;
        if (word.Typing is not null)
            return With(model, word with { Typing = null });
        return action switch
        {
            ScreenAction.Left => With(model, word with { Bit = Math.Min(word.Bit + 1, StatusWordModel.Bits - 1) }),
            ScreenAction.Right => With(model, word with { Bit = Math.Max(word.Bit - 1, 0) }),
            ScreenAction.FlipBit => With(model, word with { Made = (StatusWordModel.Shown(model)?.Raw ?? 0) & StatusWordModel.Largest ^ (1 << word.Bit) }),
            ScreenAction.Choose => With(model, word with { Typing = "" }),
            ScreenAction.Restore or ScreenAction.Back when word.Made is not null => With(model, word with { Made = null }),
            _ => model,
        };
    }

    /// <summary>The number changed while it was typed.</summary>
    public static AppModel Typed(AppModel model, string text) =>
        model.StatusWord.Typing is null ? model : With(model, model.StatusWord with { Typing = Cut.Beginning(text.Trim(), LongestNumber) });

    /// <summary>The number is whole.</summary>
    public static AppModel Ended(AppModel model) =>
        model.StatusWord.Typing is { } text ? Read(model, model.StatusWord with { Typing = null }, text) : model;

    /// <summary>The cursor is put on a worker, or on the host.</summary>
    public static AppModel Choose(AppModel model, int worker)
    {
        // Before the first run there is nobody to choose.
        int last = (model.Seen?.WorkerCount ?? 0) - 1;
        if (last < 0)
            return model;
        worker = Math.Clamp(worker, StatusWordModel.Host, last);
        StatusWordModel word = model.StatusWord with { OnHost = worker == StatusWordModel.Host, Made = null, Traced = null };
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
}
