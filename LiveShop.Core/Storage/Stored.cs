namespace LiveShop.Core.Storage;

/// <summary>What a store read, and the ETag that makes a later write conditional on it.</summary>
public sealed record Stored<T>(T Value, string ETag);
