namespace LiveShop.Local.Hosting;

/// <summary>Something stands against the start that a person has to mend. The message is one sentence for them.</summary>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
