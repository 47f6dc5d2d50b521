[assembly: AssemblyFixture(typeof(TestFolders))]
