namespace LiveShop.Core.Storage;

/// <summary>The data folder cannot be used as it is. The message is one sentence for the person who started the program.</summary>
public sealed class DataFolderException(string message, Exception? inner = null) : Exception(message, inner);
