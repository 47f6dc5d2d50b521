using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Sandbox.Core.Hosting;
using Sandbox.Core.Models;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Who does a fault.</summary>
public enum FaultActor
{
    /// <summary>Nobody: there is no fault.</summary>
    Nobody,

    /// <summary>The faulty workers of the spec, each after it has computed its sum and before it stores it.</summary>
    FaultyWorker,

    /// <summary>An extra worker that sums nothing.</summary>
    Intruder,

    /// <summary>All workers, whichever the spec calls faulty: the fault is what they do to each other.</summary>
    AllWorkers,
}

/// <summary>
/// A fault: what it is called, what it does to a child process, and the deed itself. One file a fault; the catalogue lists them.
/// </summary>
[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods)]
public abstract unsafe class Fault
{
    /// <summary>The id, as on the command line.</summary>
    public abstract string Id { get; }

    /// <summary>What is done, in one line.</summary>
    public abstract string Summary { get; }

    /// <summary>How a child process ends that does it, in the words of the catalogue.</summary>
    public abstract string ChildEndsWith { get; }

    /// <summary>Who does it.</summary>
    public virtual FaultActor Actor => FaultActor.FaultyWorker;

    /// <summary>
    /// Whether a worker lives on for a while after it has announced the fault, so that nobody can tell from the announcement when it died.
    /// A fault that the timeout has to end need not say so.
    /// </summary>
    public virtual bool Lingers => false;

    /// <summary>What may stand behind the colon in <c>--fault NAME:ARG</c>, or <c>null</c>.</summary>
    public virtual FaultArgument? Argument => null;

    /// <summary>The wait status of a child that does it; <c>null</c> where the run's timeout has to end the child.</summary>
    /// <param name="argument">The argument's value; 0 where the fault takes none.</param>
    public abstract WaitStatus? ChildStatus(long argument);

    /// <summary>After how many nanoseconds whoever supervises the run continues a worker that stopped itself; <c>null</c> where it does not.</summary>
    /// <param name="argument">The argument's value; 0 where the fault takes none.</param>
    internal virtual long? ContinuedAfter(long argument) => null;

    /// <summary>Why the fault means nothing with a model and so many workers; <c>null</c> where it means something.</summary>
    /// <param name="model">The execution model.</param>
    /// <param name="workers">How many workers sum.</param>
    public virtual string? RefusalFor(ExecutionModel model, int workers) => null;

    /// <summary>Why the fault means nothing with an argument and an array of a length; <c>null</c> where it means something.</summary>
    /// <param name="argument">The argument's value; 0 where the fault takes none.</param>
    /// <param name="length">How many elements the array has.</param>
    public virtual string? RefusalFor(long argument, long length) => null;

    /// <summary>The value of the argument in a spec; 0 where the fault takes none. An older spec may lack it.</summary>
    internal long ValueIn(RunSpec spec) => Argument is { } argument ? argument.Parse(spec.FaultArgument ?? argument.Default) ?? 0 : 0;

    /// <summary>The argument in its canonical form, or why a text is none.</summary>
    /// <param name="text">What somebody gave behind the colon; <c>null</c> where nobody did.</param>
    /// <param name="length">How many elements the array has.</param>
    internal (string? Argument, string? Problem) ArgumentFrom(string? text, long length)
    {
        if (Argument is not { } argument)
            return (null, text is null ? null : $"{Id} takes no argument, and {Quoted.Of(text)} was given; write {Id} alone");
        if (argument.Parse(text ?? argument.Default) is { } value)
            return (argument.Canonical(value), RefusalFor(value, length));
        return (null, argument.Choices.Length > 0
            ? UnknownWord.Message(argument.Name.ToLowerInvariant(), text!, argument.Choices, argument.See)
            : $"{Quoted.Of(text!)} is not the {argument.Name} of {Id}:{argument.Name}; expected {argument.Summary}");
    }

    /// <summary>The elements of the array that an intruder writes; none where there is no intruder.</summary>
    internal virtual Slice Writes(RunSpec spec) => default;

    /// <summary>Whether a worker of a spec with this fault does something for it before it stores its sum.</summary>
    internal virtual bool TakesPart(RunSpec spec, int index) => spec.Faulty.AsSpan().BinarySearch(index) >= 0;

    /// <summary>Makes ready, in the host and before the first worker, what the deed needs.</summary>
    /// <exception cref="MachineRefusedException">The machine cannot show this fault; the message says what it lacks.</exception>
    internal virtual void SetUp(FaultGround* ground)
    {
    }

    /// <summary>
    /// The deed. It runs in a worker, perhaps a forked child: only what <see cref="WorkerJob"/> and <c>Native.Raw</c> offer is
    /// safe there (no allocation, no lock, no exception, nothing that the runtime would have to compile first).
    /// </summary>
    internal abstract delegate*<WorkerJob*, void> Deed { get; }
}

/// <summary>The argument of a fault: <c>--fault NAME:ARG</c>.</summary>
/// <param name="Name">What it is: <c>CODE</c>.</param>
/// <param name="Summary">What is allowed, for messages: <c>a whole number, of which the kernel keeps the low eight bits</c>.</param>
/// <param name="Default">What it is where none is given.</param>
/// <param name="Parse">Its value, or <c>null</c> for text that is not allowed.</param>
/// <param name="Canonical">The one way to write a value: a signal by its name.</param>
public sealed record FaultArgument(
    string Name, string Summary, string Default, Func<string, long?> Parse, Func<long, string> Canonical)
{
    /// <summary>The words that are allowed, where there are so few that they can be listed; numbers may be allowed beside them.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The command that lists those words with more about each; <c>null</c> where there is none.</summary>
    public string? See { get; init; }
}
