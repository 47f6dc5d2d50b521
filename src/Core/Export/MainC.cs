using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>main() in C.</summary>
internal static class MainC
{
    private const string WithWords = "int argc, char **argv";

    private const string WithChildren = """
        int main(@arguments@)
        {
            @replaced@
            settle_in();
            @worker@
            @files@
            @cores@
            map_board();
            @board@
            map_array(@sharing@);
            @fill@
            @before@
            @start@
            start_clock();
            wait_for_children();
            stop_clock();
            print_report();
            @after@
            return 0;
        }
        """;

    private const string WithHost = """
        int main(@arguments@)
        {
            @replaced@
            settle_in();
            map_board();
            @board@
            map_array();
            @fill@
            start_host();
            start_clock();
            wait_for_host();
            stop_clock();
            print_report();
            return 0;
        }
        """;

    /// <summary>The program's main function.</summary>
    public static CPart Part(RunSpec spec, FaultC fault, ModelC model, WaitC wait)
    {
        (string, string) board = ("board", BoardC.HasSetUp(spec, fault) ? "set_up_board();" : "");
        (string, string) fill = ("fill", PagingFaultsC.Fill(spec));
        if (spec.ModelRow.OneAddressSpace)
            return new CPart("", CText.Fill(WithHost, board, fill, ("arguments", fault.InMain.Length > 0 ? WithWords : "void"), ("replaced", fault.InMain)));
        bool fresh = spec.ModelRow.FreshPrograms;
        return new CPart(fresh ? "string.h" : "", CText.Fill(
            WithChildren,
            ("arguments", fresh || fault.InMain.Length > 0 ? WithWords : "void"),
            ("replaced", fault.InMain),
            ("worker", fresh ? "if (argc == 5 && strcmp(argv[0], \"worker\") == 0)\n    return worker_main(argv);" : ""),
            ("cores", spec.Core ? "make_core_folder();" : ""),
            ("files", fresh ? "make_board_file();\nmake_array_file();" : ""),
            board,
            fill,
            ("sharing", fresh ? "MAP_SHARED" : ""),
            ("before", wait.BeforeStart),
            ("start", spec.Orphan ? "start_orphans();" : "start_all();"),
            ("after", $"{(spec.Core ? "report_cores();\n" : "")}{wait.AfterReport}".TrimEnd('\n'))));
    }
}
