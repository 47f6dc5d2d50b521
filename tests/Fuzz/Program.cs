using System.Globalization;
using Sandbox.Fuzz;

// Inputs that nobody would write, for every reader of the product, in this process. The product beside this program counts its branches; what takes a new one is kept and changed further.
const string Usage = """
    usage: dotnet run -c release --project tests/Fuzz -- [--target NAME,...|all] [--inputs N] [--seed S] [--file PATH]
      --target T  what is tried, with commas between; all where it is left out
      --inputs N  how many inputs each target gets (default 100000)
      --seed S    what they are drawn from (default 1)
      --file F    the one input that is in a file, to see a finding again
    exit code: 0 nothing was found, 1 something was, 2 wrong usage
    """;

if (args is ["--instrument"])
{
    Instrumenting.All();
    return 0;
}
Coverage.Begin();
string? target = null, file = null;
int inputs = 100_000, seed = 1;
for (int at = 0; at + 1 < args.Length; at += 2)
{
    bool right = true;
    switch (args[at])
    {
        case "--target": target = args[at + 1] == "all" ? null : args[at + 1]; break;
        case "--file": file = args[at + 1]; break;
        case "--inputs": right = int.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out inputs); break;
        case "--seed": right = int.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out seed); break;
        default: right = false; break;
    }
    if (!right)
        return Wrong();
}
return args.Length % 2 != 0 ? Wrong() : Campaign.Run(target, file, inputs, seed) ?? Wrong();

static int Wrong()
{
    Campaign.Error.WriteLine(Usage);
    Campaign.Error.Flush();
    return 2;
}
