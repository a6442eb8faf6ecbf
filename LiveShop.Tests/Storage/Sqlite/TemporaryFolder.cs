namespace LiveShop.Tests.Storage.Sqlite;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("liveshop-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
