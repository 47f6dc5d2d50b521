using System.Globalization;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>The worker in C: the fault, who does it, and a worker's life from the gate to the stored sum.</summary>
internal static class WorkerC
{
    /// <summary>The fault and the worker's life, in the order that C wants.</summary>
    public static IEnumerable<CPart> Parts(RunSpec spec, FaultC fault, ModelC model) => [.. FaultParts(spec, fault), Life(spec, fault, model)];

    /// <summary>The fault and who does it, and what both need.</summary>
    public static IEnumerable<CPart> FaultParts(RunSpec spec, FaultC fault)
    {
        string code = fault.Code(spec);
        if (PagingFaultsC.Counter(spec) is { } counter)
            yield return counter;
        if (CoreC.Part(spec) is { } cores)
            yield return cores;
        if (LimitsC.Call(spec).Length > 0)
            yield return LimitsC.Part(spec);
        if (code.Length > 0)
            yield return new CPart($"{fault.Headers} {fault.MoreHeaders(spec)}", $"/* ---- the fault: {spec.Fault} ---- */\n\n{code}");
        if (spec.HasIntruder)
            yield return Intruder(spec);
        else if (code.Length > 0 && spec.FaultRow.Actor == FaultActor.FaultyWorker)
            yield return IsFaulty([.. Enumerable.Range(0, spec.Workers).Where(spec.TakesPart)], spec.Workers);
    }

    private static CPart IsFaulty(int[] faulty, int workers) => faulty switch
    {
        [int only] => new("", $$"""
            static int is_faulty(int worker)
            {
                return worker == {{only}};
            }
            """),
        _ when faulty.Length == workers => new("", """
            static int is_faulty(int worker)
            {
                (void)worker; /* all are */
                return 1;
            }
            """),
        _ => new("", CText.Fill(
            """
            static int is_faulty(int worker)
            {
                static const int faulty[] = {
                    @indices@
                };

                for (unsigned i = 0; i < sizeof faulty / sizeof *faulty; i++) {
                    if (faulty[i] == worker)
                        return 1;
                }
                return 0;
            }
            """,
            ("indices", string.Join(",\n", faulty.Chunk(16).Select(row => string.Join(", ", row)))))),
    };

    private static CPart Intruder(RunSpec spec) => new("", CText.Fill(
        """
        /* An extra worker that sums nothing. */
        static void intrude(void)
        {
            board->stage[INTRUDER] = FAULTING;
            do_fault();
            board->stage[INTRUDER] = STORED;
            @open@
        }
        """,
        ("open", ModelC.IntruderOpensGate(spec) ? "/* Only now may the others read: the outcome is the same every time. */\nopen_gate();" : "")));

    private static CPart Life(RunSpec spec, FaultC fault, ModelC model)
    {
        bool opener = ModelC.IntruderOpensGate(spec);
        string pass = ModelC.HasGate(spec) ? "pass_gate();" : "";
        string statements = $"board->stage[worker] = FAULTING;\ndo_fault({(fault.AsksWho ? "worker" : "")});";
        string turn = spec.HasIntruder || fault.Code(spec).Length == 0 ? ""
            : spec.FaultRow.Actor == FaultActor.AllWorkers ? statements
            : CText.Fill("if (is_faulty(worker)@lives@) {\n    @statements@\n}", ("statements", statements), ("lives", spec.FaultyLives > 0 ? string.Create(CultureInfo.InvariantCulture, $" && board->life[worker] < {spec.FaultyLives}") : ""));
        return new CPart(spec.ModelRow.OneAddressSpace ? "sys/syscall.h unistd.h" : "", CText.Fill(
            """
            /* ---- a worker ---- */

            /* From the start to the stored sum; the fault comes after the sum and before it is stored. */
            static void work(int worker)
            {
                long long sum;

                @tid@
                @limits@
                @all_pass@
                @intruder@
                @others_pass@
                @sum@
                @turn@
                @before@
                board->results[worker] = sum;
                @after@
                board->stage[worker] = STORED;
            }
            """,
            ("tid", spec.ModelRow.OneAddressSpace ? "board->tid[worker] = (pid_t)syscall(SYS_gettid);" : ""),
            ("limits", $"{(spec.Core ? "allow_core();\n" : "")}{LimitsC.Call(spec)}".TrimEnd('\n')),
            // Who opens the gate must not wait at it.
            ("all_pass", opener ? "" : pass),
            ("intruder", spec.HasIntruder ? "if (worker == INTRUDER) {\n    intrude();\n    return;\n}" : ""),
            ("others_pass", opener ? pass : ""),
            ("sum", PagingFaultsC.Counted(spec, "sum = sum_slice(worker);", "board->read_faults[worker]")),
            ("turn", turn),
            ("before", fault.AroundStore.Before),
            ("after", fault.AroundStore.After)));
    }
}
