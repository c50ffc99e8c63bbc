extension RandomStream {
  /// Shares that sum to 1 from the Dirichlet distribution: gamma deviates over their sum.
  ///
  /// - Precondition: there is a shape, and each is finite and at least 0; a shape of 0 has the share 0.
  public mutating func dirichlet(_ shapes: [Double]) -> [Double] {
    precondition(!shapes.isEmpty && shapes.allSatisfy { $0 >= 0 && $0.isFinite }, "shapes are at least 0")
    let deviates = shapes.map { $0 > 0 ? gamma(shape: $0) : 0 }
    let sum = deviates.reduce(0, +)
    // All deviates of tiny shapes may vanish together: then one of them, drawn by its shape, has everything.
    guard sum > 0 else {
      var rest = unit() * shapes.reduce(0, +)
      let place = shapes.indices.first { index in
        rest -= shapes[index]
        return rest < 0
      }
      return shapes.indices.map { $0 == place ?? 0 ? 1 : 0 }
    }
    return deviates.map { $0 / sum }
  }
}
