using Sandbox.Core.Arrays;
using Sandbox.Core.Status;
using Sandbox.Core.Text;

namespace Sandbox.Core.Catalogue;

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
/// A fault as a row of <see cref="FaultCatalogue"/>: what it is called, who does it, and how a child process ends by it. The code
/// that a worker runs for it stands in <c>Kernel/Workers</c>, under the same id.
/// </summary>
/// <param name="Id">The id, as on the command line.</param>
/// <param name="Summary">What is done, in one line.</param>
/// <param name="ChildEndsWith">How a child process ends that does it, in the words of the catalogue.</param>
/// <param name="Ends">
/// The wait status of a child that does it, from the argument's value, which is 0 where the fault takes none. <c>null</c> where the
/// timeout of the run has to end the child.
/// </param>
public sealed record Fault(string Id, string Summary, string ChildEndsWith, Func<long, WaitStatus?> Ends)
{
    /// <summary>Who does it.</summary>
    public FaultActor Actor { get; init; } = FaultActor.FaultyWorker;

    /// <summary>
    /// Whether a worker lives on for a while after it has announced the fault, so that nobody can tell from the announcement when it died.
    /// A fault that the timeout has to end need not say so.
    /// </summary>
    public bool Lingers { get; init; }

    /// <summary>Whether the workers add to one total, of which the report tells how much arrived.</summary>
    public bool CountsUpdates { get; init; }

    /// <summary>Whether who does it dies in the middle of the C library, which holds a lock of its own then.</summary>
    public bool DiesInCLibrary { get; init; }

    /// <summary>Whether it takes other workers that run at the same time: somebody waits for them.</summary>
    public bool TakesOthersAtOnce { get; init; }

    /// <summary>Whether the run counts page faults: where the parent fills the array, where a worker reads and writes it, where the parent writes again.</summary>
    public bool CountsPageFaults { get; init; }

    /// <summary>Whether a worker reads a file on a disk, whose pages the kernel has dropped, and counts its page faults.</summary>
    public bool ReadsColdFile { get; init; }

    /// <summary>Whether who does it holds a lock that all others need; the report tells who then got it.</summary>
    public bool OthersTakeLock { get; init; }

    /// <summary>Whether a worker becomes another program, which says on the board that it is there.</summary>
    public bool BecomesProgram { get; init; }

    /// <summary>Whether a worker sends itself signals, of which the report tells how many arrived.</summary>
    public bool QueuesSignals { get; init; }

    /// <summary>Whether each faulty worker does it together with its neighbour: the next one, or for the last one the worker before.</summary>
    public bool TakesNeighbour { get; init; }

    /// <summary>Whether it is a machine that goes, with all ranks on it: it takes ranks on two machines or more.</summary>
    public bool LosesHost { get; init; }

    /// <summary>What an argument would have come to where nobody had told Open MPI otherwise; see <see cref="ByDefault"/>.</summary>
    internal Func<long, string?>? Otherwise { private get; init; }

    /// <summary>Whether a worker stops itself, and whoever supervises the run continues it after so many milliseconds as the argument says.</summary>
    public bool StopsItself { get; init; }

    /// <summary>Whether an argument makes it stop who does it, and nobody continues them.</summary>
    internal Func<long, bool>? Stops { private get; init; }

    /// <summary>Whether an instruction raises the signal that ends who does it: the kernel then says why, and at which address.</summary>
    public bool RaisedByMachine { get; init; }

    /// <summary>
    /// What it is where the worker runs somebody else's program, and so can only be done from outside; <c>null</c> for a fault that takes
    /// code of the sandbox in the worker.
    /// </summary>
    public string? FromOutside { get; init; }

    /// <summary>The signal that is sent where it is done from outside; it gives <c>null</c> for a fault that is a limit or the like.</summary>
    internal Func<long, int>? Sends { private get; init; }

    /// <summary>What may stand behind the colon in <c>--fault NAME:ARG</c>, or <c>null</c>.</summary>
    public FaultArgument? Argument => Takes?.Invoke();

    /// <summary>Gives <see cref="Argument"/>: a host starts without the tables that an argument may need.</summary>
    internal Func<FaultArgument>? Takes { private get; init; }

    /// <summary>Why it means nothing with a model and so many workers; see <see cref="RefusalFor(ExecutionModel, int, int)"/>.</summary>
    internal Func<ExecutionModel, int, string?>? Refusal { private get; init; }

    /// <summary>Which elements of an array of a length an intruder writes; see <see cref="Writes"/>.</summary>
    internal Func<long, long, Slice>? Elements { private get; init; }

    /// <summary>The wait status of a child that does it; <c>null</c> where the run's timeout has to end the child.</summary>
    /// <param name="argument">The argument's value; 0 where the fault takes none.</param>
    public WaitStatus? ChildStatus(long argument) => Ends(argument);

    /// <summary>Why the fault means nothing with a model and so many workers; <c>null</c> where it means something.</summary>
    /// <param name="model">The execution model.</param>
    /// <param name="workers">How many workers sum.</param>
    /// <param name="hosts">On how many machines.</param>
    public string? RefusalFor(ExecutionModel model, int workers, int hosts = 1) => model.RunsProgram && FromOutside is null && Actor != FaultActor.Nobody
        ? $"it takes code of the sandbox in the worker, and with the model {model.Id} the worker is your program; from outside can be done: {FaultCatalogue.DoneFromOutside}"
        : LosesHost && hosts < 2
        ? "it takes ranks on two hosts or more: --model mpi --hosts a,b"
        : StopsItself && hosts > 1
        ? "who stopped itself is continued from this machine, which sends no signals to processes of another one"
        : model.BorrowsMemory && TakesOthersAtOnce && workers > 1
        ? $"it takes workers that run at the same time, and with the model {model.Id} one runs after the other"
        : model.BorrowsMemory && DiesInCLibrary
        ? $"it dies in the middle of the C library, whose lock would stay taken in memory that the host of the model {model.Id} goes on with"
        : model.OwnSlices && (TakesOthersAtOnce || Actor == FaultActor.Intruder)
        ? $"it takes memory that the workers share, and with the model {model.Id} they share none: a rank has its own slice, and sends messages"
        : Refusal?.Invoke(model, workers);

    /// <summary>The signal that ends or stops a worker where the fault is done from outside; <c>null</c> where it is no signal.</summary>
    /// <param name="argument">The argument's value; 0 where the fault takes none.</param>
    public int? SignalSent(long argument) => Sends?.Invoke(argument);

    /// <summary>Why the fault means nothing with an argument and an array of a length; <c>null</c> where it means something.</summary>
    /// <param name="argument">The argument's value; 0 where the fault takes none.</param>
    /// <param name="length">How many elements the array has.</param>
    public string? RefusalFor(long argument, long length) => Argument?.RefusalFor?.Invoke(argument, length);

    /// <summary>The elements of the array that an intruder writes; none where there is no intruder.</summary>
    /// <param name="argument">The argument's value; 0 where the fault takes none.</param>
    /// <param name="length">How many elements the array has.</param>
    public Slice Writes(long argument, long length) => Elements?.Invoke(argument, length) ?? default;

    /// <summary>After how many nanoseconds whoever supervises the run continues a worker that stopped itself; <c>null</c> where it does not.</summary>
    /// <param name="argument">The argument's value; 0 where the fault takes none.</param>
    public long? ContinuedAfter(long argument) => StopsItself ? argument * 1_000_000 : null;

    /// <summary>Whether a worker that does it is stopped by that, for a while or for good.</summary>
    /// <param name="argument">The argument's value; 0 where the fault takes none.</param>
    public bool StopsWhoDoesIt(long argument) => StopsItself || Stops?.Invoke(argument) == true;

    /// <summary>What would have come of it where nobody had told Open MPI otherwise, as the end of a sentence; <c>null</c> where the same.</summary>
    /// <param name="argument">The argument's value; 0 where the fault takes none.</param>
    public string? ByDefault(long argument) => Otherwise?.Invoke(argument);

    /// <summary>The value of the argument that a spec holds as text; 0 where the fault takes none.</summary>
    /// <param name="text">The text; <c>null</c> for the default, which an older spec may lack.</param>
    public long ValueOf(string? text) => Argument is { } argument ? argument.Parse(text ?? argument.Default) ?? 0 : 0;

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
}
