using System.Globalization;
using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Exiting with a chosen code.</summary>
public sealed unsafe class ExitCodeFault : Fault
{
    /// <inheritdoc/>
    public override string Id => "exit-code";

    /// <inheritdoc/>
    public override string Summary => "exiting with a chosen code, of which the kernel keeps the low eight bits";

    /// <inheritdoc/>
    public override string ChildEndsWith => "exited N";

    /// <inheritdoc/>
    public override FaultArgument Argument { get; } = new(
        "CODE",
        "a whole number from -2147483648 to 2147483647 (256 shows as 0, -1 as 255)",
        "1",
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int code) ? code : null,
        code => code.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfExit((int)argument);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job) => Raw.Exit((int)job->Argument);
}
