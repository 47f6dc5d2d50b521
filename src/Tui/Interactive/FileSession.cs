using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Checking;
using Sandbox.Core.History;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.App;
using Sandbox.Tui.Lessons;
using Sandbox.Tui.Recording;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Interactive;

/// <summary>Carries the effects out that concern files: the history and C programs. One after the other, beside the loop.</summary>
/// <param name="history">Looks up where the history is; <c>null</c> where there is no place for it.</param>
/// <param name="folder">Looks up the folder that programs and recordings are written to; empty for the working directory, which may be gone.</param>
/// <param name="inbox">Takes what is to be told.</param>
/// <param name="clock">Says when a run is kept.</param>
internal sealed class FileSession(Func<string?> history, Func<string> folder, Inbox inbox, TimeProvider clock)
{
    private const string NoPlace = "neither XDG_STATE_HOME nor HOME is an absolute path";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock _turn = new();
    private Task _last = Task.CompletedTask;
    private bool _saidNotKept;

    /// <summary>Adds a run to the history.</summary>
    public void Keep(RunReport report) => Keep("run", when => HistoryEntry.Of(report, when));

    /// <summary>Adds a trace to the history.</summary>
    public void Keep(KeptTrace trace) => Keep("trace", when => HistoryEntry.Of(trace, when));

    private void Keep(string what, Func<DateTimeOffset, HistoryEntry> entry) => Then(() =>
    {
        try
        {
            if (history() is { } path)
                new HistoryFile(path).Append(entry(clock.GetUtcNow()));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            inbox.Post(new Message.Told(new Notice($"the {what} was not kept in the history: {Quoted.Bare(refused.Message)}", Ink.Warning)));
        }
    });

    /// <summary>Reads everything that was kept.</summary>
    public void ReadHistory() => Then(Tell);

    /// <summary>Looks up where progress is kept, or that there is no place for it; <c>null</c> where none is wanted, as in a demo.</summary>
    public Func<string?>? Progress { get; init; }

    /// <summary>Reads the lessons.</summary>
    public Func<LessonLibrary> Lessons { get; init; } = () => LessonLibrary.Read([]);

    /// <summary>Reads the lessons and the progress.</summary>
    public void ReadLessons() => Then(() =>
    {
        LessonLibrary library = Lessons();
        string? problem = library.Problems is [var first, ..] ? $"{Quoted.Bare(first.Origin)}: {Quoted.Bare(first.Message)}" : null;
        inbox.Post(new Message.LessonsRead(library.Lessons, Progress?.Invoke() is { } path ? new ProgressFile(path).Read() : LessonProgress.None, problem));
        inbox.Post(LearnerFile.ReadTasks(Tasks));
    });

    /// <summary>Keeps what a learner has done. That it cannot be kept is said once.</summary>
    public void KeepProgress(ProgressLine line) => Then(() =>
    {
        try
        {
            if (Progress is null)
                return;
            if (Progress() is { } path)
                new ProgressFile(path).Append(line, clock.GetUtcNow());
            else
                NotKept(NoPlace);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            NotKept(Quoted.Bare(refused.Message));
        }
    });

    /// <summary>Writes the C program of a spec.</summary>
    public void WriteProgram(RunSpec spec) => Then(() => inbox.Post(new Message.Told(ProgramFile.Write(spec, folder()))));

    /// <summary>Reads the tasks, or throws a <see cref="UsageException"/>.</summary>
    public Func<ImmutableArray<CheckTask>> Tasks { get; init; } = () => [];

    /// <summary>Reads the tasks.</summary>
    public void ReadTasks() => Then(() => inbox.Post(LearnerFile.ReadTasks(Tasks)));

    /// <summary>Reads a learner's file.</summary>
    public void ReadSource(string file) => Then(() => inbox.Post(LearnerFile.Read(file)));

    /// <summary>Writes the broken program of a task to a learner's file.</summary>
    public void WriteBroken(string text, string file) => Then(() =>
    {
        inbox.Post(new Message.Told(LearnerFile.Write(text, file)));
        inbox.Post(LearnerFile.Read(file));
    });

    /// <summary>Writes a recording of the screen.</summary>
    public void WriteRecording(Cast cast) => Then(() => inbox.Post(new Message.Told(CastFile.WriteNext(cast, folder()))));

    /// <summary>Waits until what was begun is done, but not for ever.</summary>
    public void Finish() => _last.Wait(Patience);

    private void NotKept(string why)
    {
        if (!_saidNotKept)
            inbox.Post(new Message.Told(new Notice($"the progress is not kept: {why}", Ink.Warning)));
        _saidNotKept = true;
    }

    private void Then(Action work)
    {
        lock (_turn)
            _last = _last.ContinueWith(_ => work(), TaskScheduler.Default);
    }

    private void Tell()
    {
        string? problem = null;
        if (history() is not { } path)
        {
            inbox.Post(new Message.HistoryRead([], $"{NoPlace}, so there is no history"));
            return;
        }
        HistoryReading read = new HistoryFile(path).Read();
        if (read.Problems is [var first, ..])
            problem = $"{(read.PassedOver > 0 ? $"{read.PassedOver:#,0} {(read.PassedOver == 1 ? "line" : "lines")} passed over; " : "")}{Quoted.Bare(first.Origin)}: {Quoted.Bare(first.Message)}";
        var runs = ImmutableArray.CreateBuilder<PastRun>(read.Entries.Length);
        for (int entry = read.Entries.Length - 1; entry >= 0; entry--)
            runs.Add(new PastRun(read.Entries[entry], WhenOf(read.Entries[entry])));
        inbox.Post(new Message.HistoryRead(runs.MoveToImmutable(), problem));
    }

    private string WhenOf(HistoryEntry entry) =>
        TimeZoneInfo.ConvertTime(entry.When, clock.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
