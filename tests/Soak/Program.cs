using System.Globalization;
using Sandbox.Soak;

// Random runs of the program, each judged by an oracle. A seed makes the same runs again.
const string Usage = """
    usage: dotnet run -c release --project tests/Soak -- [--runs N] [--seed S] [--only K] [--side N] [--ranks]
      --runs N   how many runs (default 1000)
      --seed S   what they are made from (default 1)
      --only K   the run with this number alone
      --side N   how many at a time (default 2)
      --ranks    one in forty is a job of Open MPI
    exit code: 0 all were right, 1 one was wrong or left something behind, 2 wrong usage
    """;

using StreamWriter output = new(new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(1, ownsHandle: false), FileAccess.Write)), error = new(new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(2, ownsHandle: false), FileAccess.Write));

int runs = 1000, seed = 1, side = 2;
int? only = null;
bool ranks = false;
for (int at = 0; at < args.Length; at++)
{
    int value = 0;
    bool takes = args[at] is "--runs" or "--seed" or "--only" or "--side";
    if ((!takes && args[at] is not "--ranks") || (takes && (++at == args.Length || !int.TryParse(args[at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))))
    {
        error.WriteLine(Usage);
        return 2;
    }
    switch (takes ? args[at - 1] : args[at])
    {
        case "--runs": runs = value; break;
        case "--seed": seed = value; break;
        case "--side": side = Math.Max(1, value); break;
        case "--only": only = value; break;
        default: ranks = true; break;
    }
}

string worker = await Gcc.Program(SumProgram.Source);
Soaking soaking = new(seed, ranks, worker, output);
await Parallel.ForEachAsync(
    only is { } one ? [one] : Enumerable.Range(0, runs), new ParallelOptions { MaxDegreeOfParallelism = side }, async (number, _) => await soaking.Take(number));
soaking.Summarize();
return soaking.Failed ? 1 : 0;
