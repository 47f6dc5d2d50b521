using System.Collections.Immutable;
using System.Text.Json;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.History;

/// <summary>The fields of an event, one after the other: written from what is given, or read, and then what is given does not count.</summary>
internal interface IFields
{
    /// <summary>A whole number.</summary>
    long Number(long? given, long least, long most);

    /// <summary>A whole number, or none.</summary>
    long? Perhaps(long? given, long least, long most);

    /// <summary>A moment in milliseconds.</summary>
    double Moment(double? given);

    /// <summary>A text, or none.</summary>
    string? Text(string? given);
}

/// <summary>How each kind of event is kept: its fields in order, the same to write and to read.</summary>
internal static class TraceEventFields
{
    private const int Any = int.MaxValue, MostSignal = 64;

    /// <summary>Writes an event, or reads one.</summary>
    /// <param name="fields">Writes or reads.</param>
    /// <param name="given">The event to write; <c>null</c> to read.</param>
    /// <exception cref="JsonException">What was read is no event.</exception>
    public static TraceEvent Through(IFields fields, TraceEvent? given)
    {
        string kind = Needed(fields, given is null ? null : TraceWords.KindOf(given));
        double at = fields.Moment(given?.AtMs);
        int pid = Id(fields, given?.Pid);
        switch (kind)
        {
            case "began":
                var began = (TraceEvent.Began?)given;
                return new TraceEvent.Began(at, pid, Whole(fields, began?.Parent, 0, Any), Words(fields, began?.Words), Flag(fields, began?.Attached)) { SigchldIgnored = Flag(fields, began?.SigchldIgnored) };
            case "born" or "thread":
                var born = (TraceEvent.Born?)given;
                return new TraceEvent.Born(at, pid, Id(fields, born?.Tid), Id(fields, born?.Child), One(fields, born?.How)) { Parent = (int?)fields.Perhaps(born?.Parent, 1, Any) };
            case "exec":
                var executed = (TraceEvent.Executed?)given;
                return new TraceEvent.Executed(at, pid, Id(fields, executed?.Former), Needed(fields, executed?.Path), Words(fields, executed?.Words)) { Unprivileged = fields.Text(executed?.Unprivileged) };
            case "exec-failed":
                var failed = (TraceEvent.ExecFailed?)given;
                return new TraceEvent.ExecFailed(at, pid, Id(fields, failed?.Tid), Needed(fields, failed?.Path), Needed(fields, failed?.Error));
            case "wait-began":
                var waiting = (TraceEvent.WaitBegan?)given;
                return new TraceEvent.WaitBegan(at, pid, Id(fields, waiting?.Tid), Wait(fields, waiting?.Call));
            case "waited":
                var waited = (TraceEvent.Waited?)given;
                return new TraceEvent.Waited(
                    at, pid, Id(fields, waited?.Tid), Wait(fields, waited?.Call), fields.Number(waited?.Returned, -1, Any), fields.Text(waited?.Error),
                    (int?)fields.Perhaps(waited?.Child, 0, Any), (int?)fields.Perhaps(waited?.Raw, 0, 0xffff));
            case "signal-sent":
                var sent = (TraceEvent.SignalSent?)given;
                return new TraceEvent.SignalSent(
                    at, pid, Id(fields, sent?.Tid), Needed(fields, sent?.Call), Whole(fields, sent?.Target, int.MinValue + 1, Any), Whole(fields, sent?.Signal, int.MinValue, Any), fields.Text(sent?.Error));
            case "signal":
                var taken = (TraceEvent.SignalTaken?)given;
                return new TraceEvent.SignalTaken(
                    at, pid, Id(fields, taken?.Tid), Whole(fields, taken?.Signal, 1, MostSignal), Whole(fields, taken?.Code, int.MinValue, Any),
                    (int?)fields.Perhaps(taken?.Sender, 0, Any), (ulong?)fields.Perhaps((long?)taken?.Address, long.MinValue, long.MaxValue));
            case "stopped":
                return new TraceEvent.Stopped(at, pid, Whole(fields, (given as TraceEvent.Stopped)?.Signal, 1, MostSignal));
            case "continued":
                return new TraceEvent.Continued(at, pid);
            case "thread-ended":
                var thread = (TraceEvent.ThreadEnded?)given;
                return new TraceEvent.ThreadEnded(at, pid, Id(fields, thread?.Tid), Flag(fields, thread?.ByExec));
            case "ended":
                return new TraceEvent.Ended(at, pid, Whole(fields, (given as TraceEvent.Ended)?.Raw, 0, 0xffff));
            case "adopted":
                var adopted = (TraceEvent.Adopted?)given;
                return new TraceEvent.Adopted(at, pid, Whole(fields, adopted?.Old, 0, Any), Whole(fields, adopted?.New, 0, Any));
            case "arranged":
                var arranged = (TraceEvent.Arranged?)given;
                return new TraceEvent.Arranged(at, pid, Id(fields, arranged?.Tid), One(fields, arranged?.What));
            case "called":
                var called = (TraceEvent.Called?)given;
                return new TraceEvent.Called(at, pid, Id(fields, called?.Tid), Needed(fields, called?.Call), fields.Number(called?.Returned, long.MinValue, long.MaxValue), fields.Text(called?.Error));
            case "injected":
                var injected = (TraceEvent.Injected?)given;
                return new TraceEvent.Injected(at, pid, Id(fields, injected?.Tid), Needed(fields, injected?.Asked), fields.Text(injected?.Call));
            case "ending":
                return new TraceEvent.Ending(at, pid, One(fields, (given as TraceEvent.Ending)?.Why));
            default:
                throw new JsonException($"no event is of the kind {Quoted.Of(kind)}");
        }
    }

    private static int Whole(IFields fields, long? given, long least, long most) => (int)fields.Number(given, least, most);

    private static int Id(IFields fields, int? given) => Whole(fields, given, 1, Any);

    private static bool Flag(IFields fields, bool? given) => fields.Number(given is null ? null : given.Value ? 1 : 0, 0, 1) == 1;

    private static string Needed(IFields fields, string? given) => fields.Text(given) ?? throw new JsonException("a text is missing");

    private static TracedWait Wait(IFields fields, TracedWait? given) => new(
        Flag(fields, given?.IsWaitId), Whole(fields, given?.IdType, int.MinValue, Any), Whole(fields, given?.Target, int.MinValue, Any), Whole(fields, given?.Options, int.MinValue, Any),
        Flag(fields, given?.WantsStatus));

    private static ImmutableArray<string> Words(IFields fields, ImmutableArray<string>? given)
    {
        int count = Whole(fields, given?.Length, 0, KeptTrace.MostEvents);
        return [.. Enumerable.Range(0, count).Select(place => Needed(fields, given?[place]))];
    }

    private static BirthKind One(IFields fields, BirthKind? given) => (BirthKind)fields.Number((long?)given, 0, (long)BirthKind.Thread);

    private static Arrangement One(IFields fields, Arrangement? given) => (Arrangement)fields.Number((long?)given, 0, (long)Arrangement.Untraced);

    private static TraceStop One(IFields fields, TraceStop? given) => (TraceStop)fields.Number((long?)given, 0, (long)TraceStop.Asked);
}

/// <summary>Writes fields.</summary>
/// <param name="writer">Takes them, in an array.</param>
internal sealed class FieldsWritten(Utf8JsonWriter writer) : IFields
{
    public long Number(long? given, long least, long most)
    {
        writer.WriteNumberValue(given!.Value);
        return given.Value;
    }

    public long? Perhaps(long? given, long least, long most)
    {
        if (given is { } number)
            writer.WriteNumberValue(number);
        else
            writer.WriteNullValue();
        return given;
    }

    public double Moment(double? given)
    {
        writer.WriteNumberValue(given!.Value);
        return given.Value;
    }

    public string? Text(string? given)
    {
        writer.WriteStringValue(given);
        return given;
    }
}

/// <summary>Reads fields that anybody may have written.</summary>
/// <param name="row">The array that holds them.</param>
internal sealed class FieldsRead(JsonElement row) : IFields
{
    private const double LatestMs = 1e11;
    private const int LongestText = 1 << 17;

    private int _next;

    public long Number(long? given, long least, long most) =>
        Perhaps(given, least, most) ?? throw new JsonException("a number is missing");

    public long? Perhaps(long? given, long least, long most)
    {
        JsonElement field = Next();
        if (field.ValueKind == JsonValueKind.Null)
            return null;
        long number = field.GetInt64();
        return number >= least && number <= most ? number : throw new JsonException("a number is out of range");
    }

    public double Moment(double? given) => Next().GetDouble() is >= 0 and <= LatestMs and var moment ? moment : throw new JsonException("a moment is out of range");

    public string? Text(string? given) => Next().GetString() is { } text
        ? text.Length <= LongestText ? text : throw new JsonException("a text is too long")
        : null;

    private JsonElement Next() => _next < row.GetArrayLength() ? row[_next++] : throw new JsonException("a field is missing");
}
