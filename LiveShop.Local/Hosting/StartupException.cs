namespace LiveShop.Local.Hosting;

/// <summary>The user has to fix something before the program can start. The message is one sentence for them.</summary>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
