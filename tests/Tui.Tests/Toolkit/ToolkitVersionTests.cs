using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sandbox.Tui.Toolkit;
using Spectre.Console;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Time;

namespace Sandbox.Tui.Tests.Toolkit;

/// <summary>The toolkit is the one that the driver was written against: <see cref="OwnDriver"/> calls past its access.</summary>
public class ToolkitVersionTests
{
    [Fact]
    public void The_toolkit_has_the_version_that_the_driver_was_written_against()
    {
        string version = typeof(IApplication).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        Assert.True(version == OwnDriver.Version,
            $"""
            Terminal.Gui is {version}; src/Tui/Toolkit/OwnDriver.cs was written against {OwnDriver.Version}. Before the number there is changed, look at:
              - ApplicationImpl's constructor of a component factory and a clock: its parameters, and what it does besides;
              - Init: whether it starts a thread, a process, or reads the terminal (ScreenStartTests show it by strace);
              - whether it looks for settings in a file or a variable (.tui, TUI_CONFIG) without being told to (ScreenStartTests);
              - the output buffer's dirty rows (Frame.Take), which are read and taken back;
              - the tables of keys and mouse reports that KeyReader uses (KeyReaderTests);
              - the focus after a dialog has ended (ScreenApp.End) and the layout before a key (ScreenApp.Press);
              - bench/run: bytes a frame, the first frame, the share of a core.
            """);
    }

    [Theory]
    [InlineData("Terminal.Gui.ModuleInitializers", "InitializeConfiguration")]
    [InlineData("Terminal.Gui.Configuration.TuiConfigurationBuilder", "ApplyToStaticFacades")]
    [InlineData("Terminal.Gui.Configuration.TuiConfigurationBuilder", "ApplyActiveThemeOverlays")]
    public void What_the_native_compiler_leaves_out_is_there(string type, string method) => Assert.Equal(
        typeof(void),
        typeof(IApplication).Assembly.GetType(type, throwOnError: true)!
            .GetMethod(method, BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [])!.ReturnType);

    [Theory]
    [InlineData("Terminal.Gui", "Terminal.Gui.Drivers.DriverRegistry+<>c", "<.cctor>b__3_0", typeof(IComponentFactory))]
    [InlineData("Terminal.Gui", "Terminal.Gui.Drivers.DriverRegistry+<>c", "<.cctor>b__3_1", typeof(IComponentFactory))]
    [InlineData("Terminal.Gui", "Terminal.Gui.Drivers.DriverRegistry+<>c", "<.cctor>b__3_2", typeof(IComponentFactory))]
    [InlineData("Terminal.Gui", "Terminal.Gui.App.ApplicationImpl+<>c", "<CreateDriver>b__70_3", typeof(IComponentFactory<WindowsConsole.InputRecord>))]
    [InlineData("Terminal.Gui", "Terminal.Gui.App.ApplicationImpl+<>c", "<CreateDriver>b__70_4", typeof(IComponentFactory<ConsoleKeyInfo>))]
    [InlineData("Terminal.Gui", "Terminal.Gui.App.ApplicationImpl+<>c", "<CreateDriver>b__70_5", typeof(IComponentFactory<char>))]
    [InlineData("Terminal.Gui", "Terminal.Gui.Drivers.OutputBufferImpl", "SyncAutoUrlsForRowCore", typeof(void), typeof(int))]
    [InlineData("Terminal.Gui", "Terminal.Gui.Configuration.GlyphSettings", "PrintMembers", typeof(bool), typeof(StringBuilder))]
    [InlineData("System.Diagnostics.Process", "System.Diagnostics.Process", "Start", typeof(bool))]
    public void What_is_never_reached_and_left_out_is_there(string assembly, string type, string method, Type result, params Type[] parameters) => Assert.Equal(
        result,
        Assembly.Load(assembly).GetType(type, throwOnError: true)!
            .GetMethod(method, BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, parameters)!.ReturnType);

    [Fact]
    public void Marked_text_and_the_seed_of_a_documents_names_are_where_the_native_compiler_takes_them_out()
    {
        Assert.NotNull(typeof(Markup).GetConstructor([typeof(string), typeof(Spectre.Console.Style?)]));
        Assert.NotNull(typeof(JsonDocument).Assembly.GetType("System.Marvin", throwOnError: true)!.TypeInitializer);
    }

    [Fact]
    public void The_matcher_of_regular_expressions_that_nobody_asks_for_is_where_the_native_compiler_takes_it_out()
    {
        Type factory = typeof(Regex).Assembly.GetType("System.Text.RegularExpressions.Symbolic.SymbolicRegexRunnerFactory", throwOnError: true)!;
        ConstructorInfo constructor = Assert.Single(factory.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public));
        Assert.Equal(["RegexTree", "RegexOptions", "TimeSpan"], constructor.GetParameters().Select(parameter => parameter.ParameterType.Name));
    }

    [Fact]
    public void What_reads_and_writes_the_toolkits_themes_is_where_the_native_compiler_takes_it_out()
    {
        Type context = typeof(IApplication).Assembly.GetType("Terminal.Gui.Configuration.SourceGenerationContext", throwOnError: true)!;
        string[] names = [.. context.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(method => method.Name)];
        Assert.Contains("GetTypeInfo", names);
        Assert.Contains("global::System.Text.Json.Serialization.Metadata.IJsonTypeInfoResolver.GetTypeInfo", names);
        Assert.Contains("Terminal.Gui.Resources.config.json", context.Assembly.GetManifestResourceNames());
    }

    [Fact]
    public void The_constructor_that_is_called_past_its_access_is_there()
    {
        Type application = typeof(IApplication).Assembly.GetType("Terminal.Gui.App.ApplicationImpl", throwOnError: true)!;
        Assert.Contains(
            application.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public),
            constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual([typeof(IComponentFactory), typeof(ITimeProvider)]));
    }
}
