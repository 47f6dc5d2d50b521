namespace Sandbox.Core.Tests.History;

/// <summary>A run as the first version that had a history kept it.</summary>
internal static class FirstRelease
{
    public const string Line =
        "{\"id\":\"cs0frq\",\"when\":\"2026-11-22T10:10:50.2898502+00:00\",\"command\":\"sandbox run --length 1000 --fault segfaul" +
        "t\",\"report\":{\"schema\":1,\"spec\":{\"model\":\"processes\",\"workers\":4,\"length\":1000,\"seed\":42,\"fault\":\"segfault\",\"fa" +
        "ultArgument\":null,\"faulty\":[2],\"wait\":\"in-order\",\"order\":\"intruder-first\",\"pages\":\"4k\",\"pace\":0,\"timeout\":10}," +
        "\"machine\":{\"kernel\":\"6.18.44-fc-v669\",\"cpus\":2,\"pageSize\":4096},\"verdict\":\"contained\",\"host\":{\"pid\":32236,\"sta" +
        "tus\":{\"raw\":0,\"hex\":\"0x0000\",\"exited\":true,\"exitCode\":0,\"signaled\":false,\"signal\":null,\"signalName\":null,\"core" +
        "Dumped\":false,\"stopped\":false,\"stopSignal\":null,\"stopSignalName\":null,\"continued\":false}},\"workers\":[{\"index\":" +
        "0,\"role\":\"sum\",\"kind\":\"process\",\"pid\":32240,\"tid\":32240,\"slice\":{\"start\":0,\"end\":250},\"expectedSum\":12720,\"sum" +
        "\":12720,\"correct\":true,\"state\":\"exited\",\"status\":{\"raw\":0,\"hex\":\"0x0000\",\"exited\":true,\"exitCode\":0,\"signaled\"" +
        ":false,\"signal\":null,\"signalName\":null,\"coreDumped\":false,\"stopped\":false,\"stopSignal\":null,\"stopSignalName\":n" +
        "ull,\"continued\":false},\"usage\":{\"userMs\":0,\"systemMs\":1.546,\"maxRssKiB\":16112,\"minorFaults\":214,\"majorFaults\":" +
        "0},\"pages\":null,\"startedMs\":51.913,\"endedMs\":52.069,\"reapedMs\":58.428},{\"index\":1,\"role\":\"sum\",\"kind\":\"process" +
        "\",\"pid\":32241,\"tid\":32241,\"slice\":{\"start\":250,\"end\":500},\"expectedSum\":12122,\"sum\":12122,\"correct\":true,\"stat" +
        "e\":\"exited\",\"status\":{\"raw\":0,\"hex\":\"0x0000\",\"exited\":true,\"exitCode\":0,\"signaled\":false,\"signal\":null,\"signal" +
        "Name\":null,\"coreDumped\":false,\"stopped\":false,\"stopSignal\":null,\"stopSignalName\":null,\"continued\":false},\"usag" +
        "e\":{\"userMs\":1.792,\"systemMs\":0,\"maxRssKiB\":15916,\"minorFaults\":209,\"majorFaults\":0},\"pages\":null,\"startedMs\":" +
        "55.178,\"endedMs\":55.362,\"reapedMs\":59.637},{\"index\":2,\"role\":\"sum\",\"kind\":\"process\",\"pid\":32242,\"tid\":32242,\"s" +
        "lice\":{\"start\":500,\"end\":750},\"expectedSum\":12536,\"sum\":null,\"correct\":false,\"state\":\"signaled\",\"status\":{\"raw" +
        "\":11,\"hex\":\"0x000b\",\"exited\":false,\"exitCode\":null,\"signaled\":true,\"signal\":11,\"signalName\":\"SIGSEGV\",\"coreDum" +
        "ped\":false,\"stopped\":false,\"stopSignal\":null,\"stopSignalName\":null,\"continued\":false},\"usage\":{\"userMs\":1.409," +
        "\"systemMs\":0,\"maxRssKiB\":15984,\"minorFaults\":209,\"majorFaults\":0},\"pages\":null,\"startedMs\":53.921,\"endedMs\":54" +
        ".071,\"reapedMs\":59.669},{\"index\":3,\"role\":\"sum\",\"kind\":\"process\",\"pid\":32243,\"tid\":32243,\"slice\":{\"start\":750," +
        "\"end\":1000},\"expectedSum\":13426,\"sum\":13426,\"correct\":true,\"state\":\"exited\",\"status\":{\"raw\":0,\"hex\":\"0x0000\",\"" +
        "exited\":true,\"exitCode\":0,\"signaled\":false,\"signal\":null,\"signalName\":null,\"coreDumped\":false,\"stopped\":false," +
        "\"stopSignal\":null,\"stopSignalName\":null,\"continued\":false},\"usage\":{\"userMs\":0,\"systemMs\":1.294,\"maxRssKiB\":15" +
        "916,\"minorFaults\":209,\"majorFaults\":0},\"pages\":null,\"startedMs\":56.813,\"endedMs\":56.952,\"reapedMs\":59.675}],\"w" +
        "aits\":[{\"call\":\"waitpid(32240, &status, 0)\",\"returned\":32240,\"raw\":0,\"error\":null,\"atMs\":58.428},{\"call\":\"wait" +
        "pid(32241, &status, 0)\",\"returned\":32241,\"raw\":0,\"error\":null,\"atMs\":59.637},{\"call\":\"waitpid(32242, &status, " +
        "0)\",\"returned\":32242,\"raw\":11,\"error\":null,\"atMs\":59.669},{\"call\":\"waitpid(32243, &status, 0)\",\"returned\":3224" +
        "3,\"raw\":0,\"error\":null,\"atMs\":59.675}],\"totals\":{\"expected\":50804,\"actual\":38268,\"correct\":false},\"array\":{\"by" +
        "tes\":4000,\"corruptedInParent\":false},\"timing\":{\"fillMs\":3.343,\"runMs\":9.711,\"totalMs\":67.864}}}";
}
